#pragma once
// The whole server in this process, on a free port and either engine, with nothing in it yet. Tests talk to it as anyone would.
#include <memory>
#include <string>

#include "app/server.h"
#include "platform/store/store.h"
#include "tests/http_client.h"
#include "tests/live_client.h"
#include "tests/stores.h"

class RunningServer {
public:
    explicit RunningServer(store::Engine engine);
    ~RunningServer();

    std::uint16_t port() const { return server_->port(); }
    Workspace& workspace() { return server_->workspace(); }
    void stop() { server_->stop(); }
    void restart();  // on the same data, on another port

    HttpClient stranger() const { return HttpClient{port()}; }
    // Sets the company up; gives its first administrator, signed in as a browser is.
    HttpClient set_up();
    HttpClient sign_in();  // the same administrator in another browser
    std::string token_of(HttpClient& member);
    LiveClient live(const HttpClient& member) const;  // a browser's live line
    std::string origin() const { return "http://localhost:" + std::to_string(port()); }

private:
    app::Settings settings() const;
    HttpClient browser_of(const Answer& signed_in) const;

    const store::Engine engine_;
    stores::Folder folder_;
    std::string schema_;
    std::unique_ptr<app::Server> server_;
};

// A JSON body's text value: the first "key":"...".
std::string text_in(const Answer& answer, std::string_view key);
