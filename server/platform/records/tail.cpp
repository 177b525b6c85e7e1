#include "platform/records/tail.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "platform/records/listener_cursor.h"

namespace records {

using namespace std::chrono_literals;

constexpr int batch_max = 200;               // events in one transaction of a listener: short, for the horizon's sake
constexpr auto looks_at_least_every = 10s;   // being woken is the rule
constexpr auto asked_again_after = 100ms;    // doubled with every failure ...
constexpr auto asked_again_after_max = 30s;  // ... up to this

class Tail::Listener {
public:
    Listener(Workspace& workspace, std::string name, bool durable) : workspace_(workspace), name_(name) {
        health_.name = std::move(name);
        health_.durable = durable;
    }
    virtual ~Listener() = default;

    void start() {
        thread_ = std::thread([this] { work(); });
    }
    void ask_to_stop() {
        const std::lock_guard held(guard_);
        stopping_ = true;
        stop_.notify_all();
    }
    void wait_until_stopped() {
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    ListenerHealth health() {
        const std::lock_guard held(guard_);
        return health_;
    }
    const std::string& name() const { return name_; }

protected:
    virtual void prepare() = 0;
    virtual std::vector<Event> hear_some(int limit) = 0;  // empty when there is nothing new
    Workspace& workspace_;
    const std::string name_;
    Position trying_;  // the first event of the batch under way

private:
    void work();
    void hear_all();
    void heard(const std::vector<Event>&);
    void failed(const std::string& why);
    bool stopping();
    void pause(std::chrono::milliseconds);

    std::mutex guard_;
    std::condition_variable stop_;
    bool stopping_ = false;
    ListenerHealth health_;
    int limit_ = batch_max;
    bool prepared_ = false;
    std::thread thread_;
};

class Tail::Durable final : public Listener {
public:
    Durable(Workspace& workspace, std::string name, Hear hear, From from)
        : Listener(workspace, std::move(name), true), hear_(std::move(hear)), from_(from) {}

private:
    void prepare() override;
    std::vector<Event> hear_some(int limit) override;
    bool anything_new();
    Result<> hear_in(Tx&, int limit, std::vector<Event>& events);

    const Hear hear_;
    const From from_;
};

class Tail::Live final : public Listener {
public:
    Live(Workspace& workspace, std::string name, Watch watch) : Listener(workspace, std::move(name), false), watch_(std::move(watch)) {
        workspace_.store.read([&](store::Link& link) { at_ = end_of_ledger(workspace_.store, link); });
    }

private:
    void prepare() override {}
    std::vector<Event> hear_some(int limit) override;

    const Watch watch_;
    Position at_;
};

Tail::Tail(Workspace& workspace) : workspace_(workspace) {}

Tail::~Tail() { stop(); }

void Tail::listen(std::string name, Hear hear, From from) {
    listeners_.push_back(std::make_unique<Durable>(workspace_, std::move(name), std::move(hear), from));
}

void Tail::watch(std::string name, Watch watch) {
    listeners_.push_back(std::make_unique<Live>(workspace_, std::move(name), std::move(watch)));
}

void Tail::start() {
    for (auto& listener : listeners_) {
        listener->start();
    }
}

void Tail::stop() {
    for (auto& listener : listeners_) {
        listener->ask_to_stop();
    }
    workspace_.store.wake_waiters();
    for (auto& listener : listeners_) {
        listener->wait_until_stopped();
    }
}

void Tail::rebuild(std::string_view name) {
    workspace_.store.write_and_wait([&](store::Link& link) {
        begin_cursor(link, name, {});
        take_cursor(link, name);
        move_cursor(link, name, {});
        return store::Outcome::keep;
    });
}

std::vector<ListenerHealth> Tail::health() {
    std::vector<ListenerHealth> all;
    for (auto& listener : listeners_) {
        all.push_back(listener->health());
    }
    return all;
}

void Tail::Listener::work() {
    std::int64_t ticket = 0;
    while (!stopping()) {
        try {
            hear_all();
            workspace_.store.wait_for_events(ticket, looks_at_least_every);
        } catch (const std::exception& error) {
            failed(error.what());
        } catch (...) {
            failed("Something that is no exception was thrown.");
        }
    }
}

void Tail::Listener::hear_all() {
    if (!prepared_) {
        prepare();
        prepared_ = true;
    }
    while (!stopping()) {
        trying_ = {};
        const auto events = hear_some(limit_);
        heard(events);
        if (events.empty()) {
            return;
        }
        limit_ = std::min(limit_ * 2, batch_max);
    }
}

void Tail::Listener::heard(const std::vector<Event>& events) {
    const std::lock_guard held(guard_);
    health_.failures = 0;
    health_.why.clear();
    health_.failed_at = {};
    health_.heard += static_cast<std::int64_t>(events.size());
    if (!events.empty()) {
        health_.behind_us = workspace_.now().us - events.front().at.us;
    }
}

// Asked again with one event at a time, so that what stands before the event at fault is heard, and the fault has a name.
void Tail::Listener::failed(const std::string& why) {
    std::chrono::milliseconds again = asked_again_after;
    {
        const std::lock_guard held(guard_);
        again = std::min<std::chrono::milliseconds>(asked_again_after * (1 << std::min(health_.failures, 10)), asked_again_after_max);
        ++health_.failures;
        health_.why = why;
        health_.failed_at = trying_;
    }
    limit_ = 1;
    pause(again);
}

bool Tail::Listener::stopping() {
    const std::lock_guard held(guard_);
    return stopping_;
}

void Tail::Listener::pause(std::chrono::milliseconds time) {
    std::unique_lock held(guard_);
    stop_.wait_for(held, time, [this] { return stopping_; });
}

void Tail::Durable::prepare() {
    workspace_.store.write_and_wait([this](store::Link& link) {
        begin_cursor(link, name_, from_ == From::now ? end_of_ledger(workspace_.store, link) : Position{});
        return store::Outcome::keep;
    });
}

std::vector<Event> Tail::Durable::hear_some(int limit) {
    std::vector<Event> events;
    if (anything_new()) {
        const Actor listener{.kind = Actor::Kind::system, .words = name_};
        if (!workspace_.act<Done>(listener, [&](Tx& tx) { return hear_in(tx, limit, events); })) {
            events.clear();
        }
    }
    return events;
}

// Most of the time there is nothing, and then nothing should be written either.
bool Tail::Durable::anything_new() {
    bool something = false;
    workspace_.store.read([&](store::Link& link) { something = !events_after(workspace_.store, link, cursor_of(link, name_), 1).empty(); });
    return something;
}

Result<> Tail::Durable::hear_in(Tx& tx, int limit, std::vector<Event>& events) {
    if (!is_our_turn(workspace_.store, tx.link, name_)) {
        return No{Refusal::try_later, "Another node is listening."};
    }
    events = events_after(workspace_.store, tx.link, take_cursor(tx.link, name_), limit);
    if (events.empty()) {
        return No{Refusal::try_later, "Another node has heard it already."};
    }
    trying_ = events.front().position;
    tx.source = name_;
    hear_(tx, events);
    move_cursor(tx.link, name_, events.back().position);
    return Done{};
}

std::vector<Event> Tail::Live::hear_some(int limit) {
    std::vector<Event> events;
    workspace_.store.read([&](store::Link& link) { events = events_after(workspace_.store, link, at_, limit); });
    if (!events.empty()) {
        trying_ = events.front().position;
        watch_(events);
        at_ = events.back().position;
    }
    return events;
}

}  // namespace records
