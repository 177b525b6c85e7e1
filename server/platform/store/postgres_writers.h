#pragma once
// The threads that write: each with a connection of its own, each verb in a transaction of its own.
#include <thread>
#include <vector>

#include "platform/store/postgres_bell.h"
#include "platform/store/postgres_connection.h"
#include "platform/store/service_state.h"
#include "platform/store/verb_queue.h"

namespace store::postgres {

class Writers {
public:
    Writers(const PostgresSettings&, ServiceState&, Bell&);
    ~Writers() { stop(); }

    void add(Job job);
    void stop();  // after all that was accepted
    std::int64_t waiting() { return queue_.size(); }

private:
    const PostgresSettings settings_;
    ServiceState& state_;
    Bell& bell_;
    VerbQueue queue_;
    std::vector<std::thread> threads_;
};

}  // namespace store::postgres
