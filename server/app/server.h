#pragma once
// The whole house, running: store, workspace, readers of the ledger, the edge. Built from the ground up, stopped from the roof down.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/settings.h"
#include "platform/records/tx.h"

namespace app {

class Server {
public:
    // `on_fatal`: the disk failed; the process must leave. Throws with a sentence when it cannot start.
    explicit Server(Settings, std::function<void(const std::string& why)> on_fatal = {});
    ~Server();

    std::uint16_t port() const;
    std::string url() const;  // what people type
    Workspace& workspace();
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace app
