#pragma once
// Tells the tails that something was committed. Any thread.
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace store {

class CommitSignal {
public:
    void committed() {
        const std::lock_guard held(guard_);
        ++commits_;
        came_.notify_all();
    }
    // True when something was committed since `ticket`, which moves on; false after `or_after` or when stopped.
    bool wait(std::int64_t& ticket, std::chrono::milliseconds or_after) {
        std::unique_lock held(guard_);
        came_.wait_for(held, or_after, [&] { return stopped_ || commits_ != ticket; });
        const bool something = commits_ != ticket;
        ticket = commits_;
        return something;
    }
    void stop() {
        const std::lock_guard held(guard_);
        stopped_ = true;
        came_.notify_all();
    }

private:
    std::mutex guard_;
    std::condition_variable came_;
    std::int64_t commits_ = 1;  // so that a new waiter, with ticket 0, looks once before it waits
    bool stopped_ = false;
};

}  // namespace store
