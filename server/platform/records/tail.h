#pragma once
// The tail of the ledger: hands every event, in order, to those who listen. Each listener has a thread and a pace of its own, so
// a slow or failing one holds nobody up. One that fails is asked again, at growing intervals, with the same events: nothing is
// ever skipped silently, and health() says so meanwhile.
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/records/ledger.h"
#include "platform/records/tx.h"

namespace records {

enum class From { the_beginning, now };  // where a listener begins that nobody has heard of yet

struct ListenerHealth {
    std::string name;
    bool durable = true;
    std::int64_t heard = 0;      // events, since the start
    std::int64_t behind_us = 0;  // how old the events are that it heard last, when it heard them
    int failures = 0;            // in a row; 0 while all is well
    std::string why;             // the last failure, in its own words
    Position failed_at;          // the event it failed on, where one could be named
};

class Tail {
public:
    using Hear = std::function<void(Tx&, std::span<const Event>)>;
    using Watch = std::function<void(std::span<const Event>)>;

    explicit Tail(Workspace&);
    ~Tail();
    Tail(const Tail&) = delete;

    // Durable: what `hear` writes is committed together with how far it has heard, so each event has its effect on the
    // database exactly once, whatever crashes; what it does outside may happen again. On one node at a time. The name is
    // kept for ever. Before start().
    void listen(std::string name, Hear hear, From from = From::the_beginning);
    // Live: from now on, in memory only, on every node. Before start().
    void watch(std::string name, Watch watch);

    void start();
    void stop();  // after the batches under way

    // Lets a durable listener hear everything again, from the beginning. Any time, any thread.
    void rebuild(std::string_view name);
    std::vector<ListenerHealth> health();

private:
    class Listener;
    class Durable;
    class Live;

    Workspace& workspace_;
    std::vector<std::unique_ptr<Listener>> listeners_;
};

}  // namespace records
