#pragma once
// A few threads that answer what reads: bounded, so that a flood waits at the door and not in memory. Any thread may hand in.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Workers {
public:
    Workers(int threads, std::size_t waiting_max);
    ~Workers() { stop(); }
    bool take(std::function<void()> job);  // false: too many are waiting
    void stop();                           // finishes what was taken
    std::size_t waiting() const;

private:
    void work();

    const std::size_t waiting_max_;
    mutable std::mutex guard_;
    std::condition_variable came_;
    std::deque<std::function<void()>> jobs_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace http
