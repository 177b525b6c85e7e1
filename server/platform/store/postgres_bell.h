#pragma once
// Wakes the tails of all nodes when one of them has committed. A NOTIFY inside the writing transaction would make all commits of
// the cluster wait for each other's fsync (PostgreSQL holds one lock over the commit of every transaction that notifies), so a
// writer only rings; a thread with its own connection notifies the others afterwards, many commits at once. A note that is lost
// costs little: the same thread looks twice a second whether anything was written anywhere.
#include <atomic>
#include <thread>

#include "platform/store/commit_signal.h"
#include "platform/store/postgres_connection.h"
#include "platform/store/service_state.h"

namespace store::postgres {

class Bell {
public:
    Bell(const PostgresSettings&, ServiceState&, CommitSignal&);
    ~Bell();

    void ring();                                                     // something was committed, or rolled back, on this node
    std::int64_t horizon_age_us() const { return horizon_age_us_; }  // as of half a second ago
    void stop();

private:
    using Clock = std::chrono::steady_clock;

    void work();
    bool connected();
    void listen_for(std::chrono::milliseconds);
    void tell_the_others();
    void look_at_the_horizon();
    bool heard_something();

    const PostgresSettings settings_;
    const std::string channel_;
    ServiceState& state_;
    CommitSignal& signal_;
    int wake_up_;  // an eventfd: rung, or to be stopped
    std::atomic<bool> rung_{false};
    std::atomic<bool> stopping_{false};
    std::atomic<std::int64_t> horizon_age_us_{0};
    Handle handle_;
    Clock::time_point next_look_{};
    Clock::time_point moved_at_ = Clock::now();
    std::int64_t horizon_ = 0;
    std::int64_t next_xid_ = 0;
    std::thread thread_;
};

}  // namespace store::postgres
