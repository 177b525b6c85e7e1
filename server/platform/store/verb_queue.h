#pragma once
// The verbs that wait for a writer. Any thread may add; the writers take.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "platform/store/store.h"

namespace store {

constexpr std::size_t verbs_waiting_max = 20'000;  // seconds of work; whoever comes later had better try again

struct Job {
    std::function<Outcome(Link&)> verb;
    std::function<void(Ended, std::exception_ptr)> ended;
};

class VerbQueue {
public:
    // Takes the job, or leaves it with the caller: closed, or too many wait.
    bool add(Job& job);
    // The oldest job; waits for one at most `patience`. Nothing when none came or when the queue is closed and empty.
    std::optional<Job> next(std::chrono::milliseconds patience);
    std::optional<Job> next_if_any();
    void close();  // what was accepted can still be taken
    bool closed_and_empty();
    std::int64_t size();

private:
    std::optional<Job> oldest();

    std::mutex guard_;
    std::condition_variable came_;
    std::deque<Job> jobs_;
    bool closed_ = false;
};

// Answers a job that was never begun.
void refuse(Job& job, Ended ended, const std::string& why);

}  // namespace store
