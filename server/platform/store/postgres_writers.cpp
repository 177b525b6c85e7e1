#include "platform/store/postgres_writers.h"

#include <random>

#include "platform/store/postgres_link.h"

namespace store::postgres {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int attempts_max = 20;                              // a verb that meets others this often is answered "try later"
constexpr std::chrono::milliseconds pause_after_conflict{2};  // times the attempt, and a little chance
constexpr std::chrono::milliseconds patience{1'000};          // between looks at whether we should stop
constexpr std::chrono::milliseconds reconnect_first{50};
constexpr std::chrono::milliseconds reconnect_max{2'000};

// One thread of the pool.
class Writer {
public:
    Writer(const PostgresSettings& settings, ServiceState& state, Bell& bell, VerbQueue& queue)
        : settings_(settings), state_(state), bell_(bell), queue_(queue) {}

    void work();

private:
    struct End {
        Ended ended;
        std::exception_ptr why;
        bool again = false;
    };

    bool connected();
    void reconnect();
    void write(Job& job);
    End attempt(Job& job);
    End decide(Job& job);
    End ended_by(std::exception_ptr why);
    void leave_transaction();
    void pause(int attempt);

    const PostgresSettings& settings_;
    ServiceState& state_;
    Bell& bell_;
    VerbQueue& queue_;
    std::unique_ptr<Connection> connection_;
    std::string why_not_;
    Clock::time_point next_try_{};
    std::chrono::milliseconds wait_{reconnect_first};
    std::minstd_rand chance_{std::random_device{}()};
};

void Writer::work() {
    while (!queue_.closed_and_empty()) {
        auto job = queue_.next(patience);
        if (!job) {
            continue;
        }
        if (connected()) {
            write(*job);
        } else {
            refuse(*job, Ended::lost, why_not_);
        }
    }
}

bool Writer::connected() {
    if (connection_ && !connection_->still_there()) {
        connection_.reset();
    }
    if (!connection_ && Clock::now() >= next_try_) {
        reconnect();
    }
    return connection_ != nullptr;
}

void Writer::reconnect() {
    try {
        connection_ = std::make_unique<Connection>(settings_);
        wait_ = reconnect_first;
    } catch (const Broken& broken) {
        why_not_ = broken.what();
        next_try_ = Clock::now() + wait_;
        wait_ = std::min(wait_ * 2, reconnect_max);
    }
}

void Writer::write(Job& job) {
    End end = attempt(job);
    for (int i = 1; end.again && i < attempts_max; ++i) {
        pause(i);
        end = attempt(job);
    }
    if (end.ended == Ended::full) {
        state_.disk_is_full();
    } else if (end.ended == Ended::kept) {
        state_.disk_has_room();
    }
    job.ended(end.ended, end.why);
}

Writer::End Writer::attempt(Job& job) {
    End end = decide(job);
    const bool anything = connection_->did_anything();
    if (end.ended == Ended::kept) {
        try {
            connection_->commit();
        } catch (const Broken&) {
            end = ended_by(std::current_exception());
        }
    }
    if (end.ended != Ended::kept) {
        leave_transaction();
    }
    if (anything) {
        bell_.ring();  // also after a rollback: it, too, moves the horizon
    }
    return end;
}

Writer::End Writer::decide(Job& job) {
    try {
        connection_->begin(begin_write);
        PostgresLink link(*connection_, true);
        const bool keep = job.verb(link) == Outcome::keep;
        if (connection_->failure()) {
            return ended_by(connection_->failure());
        }
        return {keep ? Ended::kept : Ended::taken_back, nullptr};
    } catch (...) {
        return ended_by(connection_->failure() ? connection_->failure() : std::current_exception());
    }
}

Writer::End Writer::ended_by(std::exception_ptr why) {
    switch (connection_->trouble()) {
        case Trouble::conflict:
            return {Ended::lost, std::make_exception_ptr(Lost("Too many wanted to change the same at once.")), true};
        case Trouble::full:
            return {Ended::full, why};
        case Trouble::lost:
            return {Ended::lost, why};
        case Trouble::none:
        case Trouble::statement:
            break;
    }
    return {Ended::broken, why};
}

// Waits for the answer, so that the horizon has moved when the bell rings.
void Writer::leave_transaction() {
    connection_->roll_back();
    connection_->still_there();
}

void Writer::pause(int attempt) {
    const auto longest = pause_after_conflict * attempt;
    std::this_thread::sleep_for(std::chrono::microseconds(chance_() % std::chrono::microseconds(longest).count()));
}

}  // namespace

Writers::Writers(const PostgresSettings& settings, ServiceState& state, Bell& bell) : settings_(settings), state_(state), bell_(bell) {
    for (int i = 0; i < settings.connections; ++i) {
        threads_.emplace_back([this] { Writer(settings_, state_, bell_, queue_).work(); });
    }
}

void Writers::add(Job job) {
    if (!queue_.add(job)) {
        refuse(job, Ended::lost, "The store is stopping or has too much to write. Try again later.");
    }
}

void Writers::stop() {
    queue_.close();
    for (auto& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

}  // namespace store::postgres
