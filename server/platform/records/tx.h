#pragma once
// A Tx is one actor acting once: who, when, in one transaction. Every verb of every feature gets one and hands it down.
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <span>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/ref.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/store/store.h"

using MemberId = Id<struct Member>;    // one of us
using SessionId = Id<struct Session>;  // a browser that one of us signed in with

struct Actor {
    enum class Kind { nobody, member, system } kind = Kind::nobody;
    MemberId member;         // Kind::member only
    bool admin = false;      // may invite, set up, and take leave of colleagues; sees no more records than others
    SessionId session;       // signed in by cookie
    bool may_write = true;   // a token may be for reading only
    std::string words = {};  // name for people
};

// The company as every verb needs it. Replaced as a whole when someone changes it.
struct Company {
    std::string name;
    Zone zone = Zone::utc();
    std::string currency = "EUR";
    bool set_up = false;
};

namespace records {
struct Noun;
}
namespace live {
class Hub;
}

class Tx {
public:
    Tx(store::Link& link, ids::Maker& ids, Instant now, std::shared_ptr<const Company> company,
       std::span<const records::Noun* const> nouns);
    Tx(const Tx&) = delete;

    store::Link& link;
    const Instant now;
    const std::shared_ptr<const Company> company;
    const Day today;  // in the company's zone
    const std::span<const records::Noun* const> nouns;  // every noun of every feature

    const Actor& actor() const { return actor_; }
    MemberId me() const { return actor_.member; }  // 0 when the actor is no member
    void act_as(Actor actor) { actor_ = std::move(actor); }
    // Where the facts of this transaction come from, as the ledger shall cite it: "page", "api", "import:<id>", "sample".
    std::string source = "api";
    // What the company becomes when this transaction is committed; the workspace then takes it over by itself.
    std::optional<Company> company_after;

    template <class Of>
    Id<Of> new_id() {
        return {ids_.next(now.us)};
    }

    // The same actor in the same transaction at another time: for a past that is told at once, as the sample company's is.
    Tx at(Instant then) const;

private:
    Tx(const Tx& same, Instant then);

    ids::Maker& ids_;
    Actor actor_;
};

// The running workspace: a store, a clock, ids, and the company. Any thread.
class Workspace {
public:
    using Clock = std::function<Instant()>;
    Workspace(store::Store& store, int node, Clock clock = now_by_the_clock);

    store::Store& store;
    // Every noun of every feature, for what works on any record: comments, history, undo, search, export. Set once, at start.
    std::vector<const records::Noun*> nouns;
    // Where people reach the page; mailed links begin with it, and whether a cookie may be Secure depends on it. Set once, at start.
    std::string base_url = "http://localhost:8080";
    // Where the bytes of files lie; empty: in the database, in chunks. Set once, at start.
    std::string files_directory;
    // Who is here just now; null where no server runs: a command, most tests. Set once, at start.
    live::Hub* live = nullptr;
    Instant now() const { return clock_(); }
    std::shared_ptr<const Company> company() const;
    void set_company(Company);

    // On the caller's thread, in one snapshot.
    void read(Ref<void(Tx&)> look);
    // See store::Store::write: `verb` may run more than once, `ended` runs once, after the commit, and must not block.
    void write(std::function<store::Outcome(Tx&)> verb, std::function<void(store::Ended, std::exception_ptr)> ended);
    // For the command line, jobs, listeners and tests: waits. The refusal of a verb takes back what it wrote.
    template <class T>
    Result<T> act(const Actor& actor, std::function<Result<T>(Tx&)> verb) {
        std::optional<Result<T>> answer;
        std::optional<Company> after;
        store.write_and_wait([&](store::Link& link) {
            Tx tx{link, ids_, now(), company(), nouns};
            tx.act_as(actor);
            answer.emplace(verb(tx));
            after = std::move(tx.company_after);
            return *answer ? store::Outcome::keep : store::Outcome::take_back;
        });
        if (*answer && after) set_company(std::move(*after));
        return std::move(*answer);
    }
    template <class T>
    T look(const Actor& actor, Ref<T(Tx&)> look) {
        std::optional<T> answer;
        read([&](Tx& tx) {
            tx.act_as(actor);
            answer.emplace(look(tx));
        });
        return std::move(*answer);
    }

private:
    Clock clock_;
    ids::Maker ids_;
    mutable std::mutex company_lock_;
    std::shared_ptr<const Company> company_;
};
