#pragma once
// Copies the write-ahead log back into the database on a thread and a connection of its own, so that no commit pays for it,
// and keeps the log from growing without bound.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/store/service_state.h"
#include "platform/store/sqlite_connection.h"
#include "platform/store/sqlite_readers.h"

namespace store::sqlite {

class Checkpointer {
public:
    Checkpointer(const SqliteSettings&, const Opening&, ServiceState&, Readers&);
    ~Checkpointer() { stop(); }

    void log_has(int pages) noexcept;             // called by the writer after each commit
    void shrink_soon() { want(Wanted::shrink); }  // gives the log's room back to the disk, as far as that goes
    void stop();
    std::int64_t log_bytes() const;

private:
    enum class Wanted { nothing, write_back, shrink, stop };

    void work();
    Wanted wait();
    void want(Wanted);
    void write_back(Wanted);
    bool checkpoint(int mode);
    std::int64_t log_bytes_in_use() const { return std::int64_t{pages_.load()} * page_size_; }

    const std::string log_file_;
    const std::int64_t log_bytes_max_;
    const std::chrono::milliseconds read_lasts_max_;
    ServiceState& state_;
    Readers& readers_;
    Connection connection_;
    std::int64_t page_size_;
    std::atomic<int> pages_{0};         // in the log
    std::atomic<int> written_back_{0};  // of them
    std::mutex guard_;
    std::condition_variable came_;
    Wanted wanted_ = Wanted::nothing;
    std::chrono::steady_clock::time_point next_restart_{};
    std::thread thread_;
};

}  // namespace store::sqlite
