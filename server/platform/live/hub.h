#pragma once
// The front door to what is happening right now: who is here, who is writing to whom, and what has just changed. Features ask
// it; sockets are told by it. No Beast in sight. Any thread.
//
// Presence is this server's own and lives in memory: of several servers on one database each knows its own callers.
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "platform/live/seal.h"
#include "platform/records/ledger.h"
#include "platform/records/tx.h"

namespace live {

constexpr std::chrono::seconds writing_lasts{15};  // after the last word of it
constexpr std::chrono::seconds ticket_lasts{30};   // from asking for one to coming with it
constexpr std::size_t about_letters_max = 200;
constexpr int replayed_max = 1'000;                // events; whoever missed more starts over

struct Writing {
    MemberId member;
    PartyId party;
    std::string about;
    Instant until;
    friend bool operator==(const Writing&, const Writing&) = default;
};

// One event as sockets hear of it, and who may.
struct Change {
    records::Event event;
    std::string json;
    std::shared_ptr<const std::unordered_set<std::int64_t>> readers;  // null: everybody
    bool may_be_known_to(MemberId member) const { return !readers || readers->contains(member.value); }
};
struct Batch {
    records::Position upto;
    std::string position;  // the same, sealed
    std::vector<Change> changes;
};

// Who is where, as of one moment.
struct Presence {
    std::map<PartyId, std::set<MemberId>> here;
    std::set<MemberId> everyone;
    std::vector<Writing> writing;
};

class Hub {
public:
    explicit Hub(Workspace&);

    // ---- for features
    std::vector<MemberId> here(PartyId) const;         // who looks at them just now
    std::vector<Writing> writing_to(PartyId) const;    // who writes to them just now
    void write_to(MemberId, PartyId, std::string about);
    void stop_writing(MemberId, PartyId);
    void stop_writing(MemberId);                       // to anybody
    void sign_out(SessionId);                          // ends their sockets
    void sign_out(MemberId);

    // ---- for the tail: what was just committed
    void heard(std::span<const records::Event>);

    // ---- for programs
    std::string ticket(const Actor&);
    std::optional<Actor> redeem(std::string_view ticket);  // once
    std::string seal(records::Position) const;
    std::optional<records::Position> position(std::string_view text) const;

    // ---- for sockets
    struct Ear {  // whom the hub tells; called on any thread, must not block
        std::function<void(std::shared_ptr<const Batch>)> changed;
        std::function<void(SessionId)> session_ended;
        std::function<void(MemberId)> member_left;
        std::function<void()> programs_ended;  // a token ended: programs show theirs again
    };
    void tell(Ear ear);  // once, before the tail starts
    void arrive(std::uint64_t socket, MemberId);
    void go_to(std::uint64_t socket, std::optional<PartyId>);
    void leave(std::uint64_t socket);
    Presence presence() const;
    std::uint64_t presence_version() const { return version_.load(); }
    void forget_old_writing();

    Workspace& workspace;

private:
    struct Caller {
        MemberId member;
        std::optional<PartyId> at;
    };
    std::shared_ptr<const Batch> batch_of(std::span<const records::Event>);
    void end_what_ended(const records::Event&);

    const Seal seal_;
    Ear ear_;
    mutable std::mutex guard_;
    std::map<std::uint64_t, Caller> callers_;
    std::vector<Writing> writing_;
    std::map<std::string, Instant, std::less<>> used_tickets_;
    std::atomic<std::uint64_t> version_{1};
};

std::string change_json(const records::Event&);  // {"noun":...,"id":...}

}  // namespace live
