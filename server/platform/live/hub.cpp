#include "platform/live/hub.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "base/json.h"
#include "platform/live/live_store.h"

namespace live {
namespace {

const Actor the_house{.kind = Actor::Kind::system};

std::string key_of(Workspace& workspace) {
    return *workspace.act<std::string>(the_house, [fresh = Seal::fresh_key()](Tx& tx) -> Result<std::string> { return live_store::key(tx, fresh); });
}

template <class T>
std::string packed(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

struct TicketWords {
    char kind = 't';
    std::int64_t member, session, good_until_us;
    bool admin, may_write;
};
struct PositionWords {
    char kind = 'p';
    std::int64_t xid, seq;
};

template <class T>
std::optional<T> unpacked(const std::optional<std::string>& words) {
    T value{};
    if (!words || words->size() != sizeof value || words->front() != value.kind) {
        return std::nullopt;
    }
    std::memcpy(&value, words->data(), sizeof value);
    return value;
}

}  // namespace

std::string change_json(const records::Event& event) {
    std::string out = R"({"noun":)";
    json::print_text(out, event.noun);
    out += fmt::format(R"(,"id":"{}","version":{},"type":)", ids::to_text(event.object), event.version);
    json::print_text(out, event.type);
    out += R"(,"parties":[)";
    for (const auto party : event.parties) {
        out += fmt::format("{}\"{}\"", out.back() == '[' ? "" : ",", ids::to_text(party));
    }
    out += ']';
    if (event.actor) {
        out += fmt::format(R"(,"by":"{}")", ids::to_text(event.actor));
    }
    return out + '}';
}

Hub::Hub(Workspace& of) : workspace(of), seal_(key_of(of)) {}

// ---- presence ------------------------------------------------------------------------------------------------------

std::vector<MemberId> Hub::here(PartyId party) const {
    const auto now = presence();
    const auto found = now.here.find(party);
    return found == now.here.end() ? std::vector<MemberId>{} : std::vector<MemberId>{found->second.begin(), found->second.end()};
}

std::vector<Writing> Hub::writing_to(PartyId party) const {
    auto all = presence().writing;
    std::erase_if(all, [&](const Writing& one) { return one.party != party; });
    return all;
}

void Hub::write_to(MemberId member, PartyId party, std::string about) {
    const std::lock_guard held(guard_);
    const auto until = workspace.now() + writing_lasts;
    const auto mine = std::find_if(writing_.begin(), writing_.end(), [&](const Writing& one) { return one.member == member && one.party == party; });
    if (mine == writing_.end()) {
        writing_.push_back({member, party, std::move(about), until});
        ++version_;
        return;
    }
    version_ += mine->about == about ? 0 : 1;
    mine->about = std::move(about);
    mine->until = until;
}

void Hub::stop_writing(MemberId member, PartyId party) {
    const std::lock_guard held(guard_);
    version_ += std::erase_if(writing_, [&](const Writing& one) { return one.member == member && one.party == party; });
}

void Hub::stop_writing(MemberId member) {
    const std::lock_guard held(guard_);
    version_ += std::erase_if(writing_, [&](const Writing& one) { return one.member == member; });
}

void Hub::forget_old_writing() {
    const std::lock_guard held(guard_);
    const auto now = workspace.now();
    version_ += std::erase_if(writing_, [&](const Writing& one) { return one.until <= now; });
}

void Hub::arrive(std::uint64_t socket, MemberId member) {
    const std::lock_guard held(guard_);
    callers_[socket] = {member, std::nullopt};
    ++version_;
}

void Hub::go_to(std::uint64_t socket, std::optional<PartyId> at) {
    const std::lock_guard held(guard_);
    if (const auto caller = callers_.find(socket); caller != callers_.end()) {
        caller->second.at = at;
        ++version_;
    }
}

void Hub::leave(std::uint64_t socket) {
    const std::lock_guard held(guard_);
    version_ += callers_.erase(socket);
}

Presence Hub::presence() const {
    const std::lock_guard held(guard_);
    const auto now = workspace.now();
    Presence presence;
    for (const auto& [socket, caller] : callers_) {
        presence.everyone.insert(caller.member);
        if (caller.at) {
            presence.here[*caller.at].insert(caller.member);
        }
    }
    std::copy_if(writing_.begin(), writing_.end(), std::back_inserter(presence.writing), [&](const Writing& one) { return one.until > now; });
    return presence;
}

// ---- the ledger ----------------------------------------------------------------------------------------------------

void Hub::tell(Ear ear) { ear_ = std::move(ear); }

void Hub::heard(std::span<const records::Event> events) {
    if (events.empty() || !ear_.changed) {
        return;
    }
    std::for_each(events.begin(), events.end(), [&](const auto& event) { end_what_ended(event); });
    ear_.changed(batch_of(events));
}

void Hub::end_what_ended(const records::Event& event) {
    if (event.type == "sessions.ended") {
        sign_out(SessionId{event.object});
    } else if (event.type == "members.left") {
        sign_out(MemberId{event.object});
    } else if (event.type == "tokens.ended") {
        ear_.programs_ended();
    }
}

void Hub::sign_out(SessionId session) {
    if (ear_.session_ended) ear_.session_ended(session);
}
void Hub::sign_out(MemberId member) {
    if (ear_.member_left) ear_.member_left(member);
}

// Who may know is asked here, after the commit and just before it is told, once for each label set.
std::shared_ptr<const Batch> Hub::batch_of(std::span<const records::Event> events) {
    auto batch = std::make_shared<Batch>();
    batch->upto = events.back().position;
    batch->position = seal(batch->upto);
    std::map<std::int64_t, std::shared_ptr<const std::unordered_set<std::int64_t>>> readers{{0, nullptr}};
    workspace.read([&](Tx& tx) {
        for (const auto& event : events) {
            if (!readers.contains(event.label_set)) {
                readers[event.label_set] = std::make_shared<const std::unordered_set<std::int64_t>>(live_store::readers(tx, event.label_set));
            }
        }
    });
    for (const auto& event : events) {
        batch->changes.push_back({event, change_json(event), readers[event.label_set]});
    }
    return batch;
}

// ---- sealed --------------------------------------------------------------------------------------------------------

std::string Hub::seal(records::Position position) const { return seal_.close(packed(PositionWords{'p', position.xid, position.seq})); }

std::optional<records::Position> Hub::position(std::string_view text) const {
    const auto words = unpacked<PositionWords>(seal_.open(text));
    return words ? std::optional{records::Position{words->xid, words->seq}} : std::nullopt;
}

std::string Hub::ticket(const Actor& actor) {
    const auto until = workspace.now() + ticket_lasts;
    return seal_.close(packed(TicketWords{'t', actor.member.value, actor.session.value, until.us, actor.admin, actor.may_write}));
}

std::optional<Actor> Hub::redeem(std::string_view ticket) {
    const auto words = unpacked<TicketWords>(seal_.open(ticket));
    const auto now = workspace.now();
    if (!words || words->good_until_us <= now.us) {
        return std::nullopt;
    }
    const std::lock_guard held(guard_);
    std::erase_if(used_tickets_, [&](const auto& used) { return used.second <= now; });
    if (!used_tickets_.emplace(ticket, Instant{words->good_until_us}).second) {
        return std::nullopt;
    }
    Actor actor{.kind = Actor::Kind::member};
    actor.member = {words->member};
    actor.session = {words->session};
    actor.admin = words->admin;
    actor.may_write = words->may_write;
    return actor;
}

}  // namespace live
