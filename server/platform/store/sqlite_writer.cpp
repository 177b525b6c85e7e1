#include "platform/store/sqlite_writer.h"

#include <fmt/format.h>

#include "platform/store/free_space.h"

namespace store::sqlite {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds group_lasts_max{25};        // the first verb of a group waits for the last
constexpr std::chrono::milliseconds patience{1'000};            // between looks at whether we should stop
constexpr std::chrono::milliseconds room_is_sought_every{250};  // RELIABILITY: writing again within 5 s of space returning

Writer::Writer(const SqliteSettings& settings, std::unique_ptr<Connection> connection, ServiceState& state, CommitSignal& signal,
               Checkpointer& checkpointer)
    : group_verbs_max_(settings.group_verbs_max),
      directory_(settings.directory),
      state_(state),
      signal_(signal),
      checkpointer_(checkpointer),
      own_(std::move(connection)),
      connection_(*own_),
      link_(connection_, true) {
    sqlite3_wal_hook(connection_.raw(), after_commit, this);
    thread_ = std::thread([this] { work(); });
}

void Writer::add(Job job) {
    if (!queue_.add(job)) {
        refuse(job, Ended::lost, "The store is stopping or has too much to write. Try again later.");
    }
}

void Writer::stop() {
    queue_.close();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Writer::work() {
    while (!queue_.closed_and_empty()) {
        const bool full = state_.mode() == Health::Mode::read_only_disk_full;
        if (full) {
            look_for_room();
        }
        auto job = queue_.next(full ? room_is_sought_every : patience);
        if (!job) {
            continue;
        }
        if (state_.mode() == Health::Mode::full_service) {
            write_group(std::move(*job));
        } else {
            refuse_waiting(std::move(*job));
        }
    }
}

void Writer::write_group(Job first) {
    connection_.forget_failure();
    if (connection_.control(begin_write) == SQLITE_OK) {
        open_group(std::move(first));
        close_group();
    } else {
        group_.push_back({std::move(first), Ended::lost, nullptr});
        lose_group(connection_.words());
    }
    answer_group();
}

void Writer::open_group(Job first) {
    const auto began = Clock::now();
    std::optional<Job> job{std::move(first)};
    while (job) {
        run_verb(std::move(*job));
        job = group_has_room(began) ? queue_.next_if_any() : std::nullopt;
    }
}

bool Writer::group_has_room(Clock::time_point began) const {
    return static_cast<int>(group_.size()) < group_verbs_max_ && connection_.in_transaction() &&
           connection_.damage() <= Damage::statement && Clock::now() - began < group_lasts_max;
}

// A verb may have caught what a statement threw, but the statement has failed all the same: the connection remembers.
void Writer::run_verb(Job job) {
    connection_.forget_failure();
    if (connection_.control(begin_verb) != SQLITE_OK) {
        group_.push_back({std::move(job), Ended::lost, nullptr});
        connection_.control(rollback);
        return;
    }
    group_.push_back(decide(std::move(job)));
    if (connection_.in_transaction() && !settle_savepoint(group_.back().ended)) {
        connection_.control(rollback);
    }
}

Writer::Finished Writer::decide(Job job) {
    Finished finished{std::move(job), Ended::broken, nullptr};
    try {
        finished.ended = finished.job.verb(link_) == Outcome::keep ? Ended::kept : Ended::taken_back;
    } catch (...) {
        finished.why = std::current_exception();
    }
    if (const auto failure = connection_.failure()) {
        finished.ended = connection_.damage() == Damage::full ? Ended::full : Ended::broken;
        finished.why = failure;
    }
    return finished;
}

bool Writer::settle_savepoint(Ended ended) {
    if (ended != Ended::kept && connection_.control(take_back_verb) != SQLITE_OK) {
        return false;
    }
    return connection_.control(keep_verb) == SQLITE_OK;
}

void Writer::close_group() {
    const bool whole = connection_.in_transaction() && connection_.damage() != Damage::disk;
    if (whole && connection_.control(commit) == SQLITE_OK) {
        return note_damage();
    }
    const std::string words = connection_.words();
    if (connection_.in_transaction()) {
        connection_.control(rollback);
    }
    lose_group(words);
}

// Nothing of the group is in the database, whatever its verbs believed.
void Writer::lose_group(const std::string& words) {
    const bool full = connection_.damage() == Damage::full;
    const auto why = full ? std::make_exception_ptr(Full(words)) : std::make_exception_ptr(Lost("The group of writes was lost: " + words));
    for (auto& finished : group_) {
        finished.ended = full ? Ended::full : Ended::lost;
        finished.why = why;
    }
    note_damage();
}

void Writer::note_damage() {
    switch (connection_.damage()) {
        case Damage::none:
        case Damage::statement:
            return;
        case Damage::full:
            next_look_ = Clock::now() + room_is_sought_every;
            state_.disk_is_full();
            return checkpointer_.shrink_soon();  // the log itself may be what fills the disk
        case Damage::disk:
            return state_.disk_failed(connection_.words());
    }
}

void Writer::answer_group() {
    if (wrote_) {
        wrote_ = false;
        signal_.committed();
    }
    for (auto& finished : group_) {
        finished.job.ended(finished.ended, finished.why);
    }
    group_.clear();
}

void Writer::refuse_waiting(Job first) {
    const Ended ended = state_.mode() == Health::Mode::read_only_disk_full ? Ended::full : Ended::lost;
    const std::string why = state_.why();
    std::optional<Job> job{std::move(first)};
    for (; job; job = queue_.next_if_any()) {
        refuse(*job, ended, why);
    }
}

void Writer::look_for_room() {
    if (Clock::now() >= next_look_) {
        next_look_ = Clock::now() + room_is_sought_every;
        if (there_is_room_in(directory_)) {
            state_.disk_has_room();
        }
    }
}

// Taking part in SQLite's own hook tells us both that something was written and how long the log has become.
int Writer::after_commit(void* writer, sqlite3*, const char*, int pages) {
    auto& self = *static_cast<Writer*>(writer);
    self.wrote_ = true;
    self.checkpointer_.log_has(pages);
    return SQLITE_OK;
}

}  // namespace store::sqlite
