#include "platform/store/verb_queue.h"

namespace store {

bool VerbQueue::add(Job& job) {
    const std::lock_guard held(guard_);
    if (closed_ || jobs_.size() >= verbs_waiting_max) {
        return false;
    }
    jobs_.push_back(std::move(job));
    came_.notify_one();
    return true;
}

std::optional<Job> VerbQueue::next(std::chrono::milliseconds patience) {
    std::unique_lock held(guard_);
    came_.wait_for(held, patience, [this] { return closed_ || !jobs_.empty(); });
    return oldest();
}

std::optional<Job> VerbQueue::next_if_any() {
    const std::lock_guard held(guard_);
    return oldest();
}

void VerbQueue::close() {
    const std::lock_guard held(guard_);
    closed_ = true;
    came_.notify_all();
}

bool VerbQueue::closed_and_empty() {
    const std::lock_guard held(guard_);
    return closed_ && jobs_.empty();
}

std::int64_t VerbQueue::size() {
    const std::lock_guard held(guard_);
    return static_cast<std::int64_t>(jobs_.size());
}

std::optional<Job> VerbQueue::oldest() {
    if (jobs_.empty()) {
        return std::nullopt;
    }
    std::optional<Job> job{std::move(jobs_.front())};
    jobs_.pop_front();
    return job;
}

void refuse(Job& job, Ended ended, const std::string& why) {
    const bool full = ended == Ended::full;
    job.ended(ended, full ? std::make_exception_ptr(Full(why)) : std::make_exception_ptr(Lost(why)));
}

}  // namespace store
