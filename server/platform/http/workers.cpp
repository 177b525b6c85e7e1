#include "platform/http/workers.h"

namespace http {

Workers::Workers(int threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
    for (int i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

bool Workers::take(std::function<void()> job) {
    {
        const std::lock_guard held(guard_);
        if (stopped_ || jobs_.size() >= waiting_max_) {
            return false;
        }
        jobs_.push_back(std::move(job));
    }
    came_.notify_one();
    return true;
}

void Workers::stop() {
    {
        const std::lock_guard held(guard_);
        stopped_ = true;
    }
    came_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

std::size_t Workers::waiting() const {
    const std::lock_guard held(guard_);
    return jobs_.size();
}

void Workers::work() {
    std::unique_lock held(guard_);
    while (true) {
        came_.wait(held, [&] { return stopped_ || !jobs_.empty(); });
        if (jobs_.empty()) {
            return;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        held.unlock();
        job();
        job = nullptr;
        held.lock();
    }
}

}  // namespace http
