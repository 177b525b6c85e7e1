#include "platform/store/sqlite_checkpointer.h"

#include <filesystem>

namespace store::sqlite {

using Clock = std::chrono::steady_clock;

constexpr int pages_worth_writing_back = 1'000;  // SQLite's own figure
constexpr std::chrono::milliseconds looks_at_least_every{200};
constexpr std::chrono::milliseconds restarts_at_most_every{100};  // a restart makes the writer wait for readers, so not always
constexpr int restart_from = 4;                                   // a quarter of the log's bound is in use

Checkpointer::Checkpointer(const SqliteSettings& settings, const Opening& opening, ServiceState& state, Readers& readers)
    : log_file_(opening.file + "-wal"),
      log_bytes_max_(settings.wal_bytes_max),
      read_lasts_max_(settings.read_lasts_max),
      state_(state),
      readers_(readers),
      connection_(opening),
      page_size_(connection_.pragma("page_size")) {
    thread_ = std::thread([this] { work(); });
}

void Checkpointer::log_has(int pages) noexcept {
    pages_ = pages;
    if (pages < written_back_) {
        written_back_ = 0;  // the writer began the log anew
    }
    if (pages - written_back_ >= pages_worth_writing_back) {
        want(Wanted::write_back);
    }
}

void Checkpointer::stop() {
    want(Wanted::stop);
    if (thread_.joinable()) {
        thread_.join();
    }
}

std::int64_t Checkpointer::log_bytes() const {
    std::error_code missing;
    const auto size = std::filesystem::file_size(log_file_, missing);
    return missing ? 0 : static_cast<std::int64_t>(size);
}

void Checkpointer::work() {
    for (Wanted wanted = wait(); wanted != Wanted::stop; wanted = wait()) {
        if (state_.mode() != Health::Mode::read_only_io_error) {
            write_back(wanted);
        }
    }
    if (state_.mode() == Health::Mode::read_only_io_error) {
        connection_.close_without_checkpoint();
    }
}

Checkpointer::Wanted Checkpointer::wait() {
    std::unique_lock held(guard_);
    came_.wait_for(held, looks_at_least_every, [this] { return wanted_ != Wanted::nothing; });
    return wanted_ == Wanted::stop ? wanted_ : std::exchange(wanted_, Wanted::nothing);
}

void Checkpointer::want(Wanted wanted) {
    const std::lock_guard held(guard_);
    wanted_ = std::max(wanted_, wanted);
    came_.notify_one();
}

// First without getting in anybody's way; what is left is little, so that the writer waits only a moment for the rest.
void Checkpointer::write_back(Wanted wanted) {
    if (pages_ - written_back_ > 0) {
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    }
    if (wanted == Wanted::shrink) {
        checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    }
    if (log_bytes_in_use() > log_bytes_max_ / restart_from && Clock::now() >= next_restart_) {
        next_restart_ = Clock::now() + restarts_at_most_every;
        if (!checkpoint(SQLITE_CHECKPOINT_RESTART) && log_bytes_in_use() > log_bytes_max_) {
            readers_.end_those_older_than(read_lasts_max_);
        }
    }
}

bool Checkpointer::checkpoint(int mode) {
    int pages = -1;
    int written_back = -1;
    const int code = sqlite3_wal_checkpoint_v2(connection_.raw(), "main", mode, &pages, &written_back);
    if (code != SQLITE_OK) {
        if (damage_now(connection_.raw(), code) == Damage::disk) {
            state_.disk_failed(connection_.words());
        }
        return false;
    }
    written_back_ = std::max(written_back, 0);
    if (mode != SQLITE_CHECKPOINT_PASSIVE) {
        pages_ = 0;
    }
    return true;
}

}  // namespace store::sqlite
