#pragma once
// The front door to members: who works here, in which teams, and whom a request speaks for.
//
// Told to the ledger: members.invited, members.joined, members.changed, members.made_admin, members.no_longer_admin,
// members.left, members.reinstated; teams.*; company.*. And, under a label set that nobody holds, so that no reader of events
// sees them: sessions.ended and tokens.ended (object: the session or token; the actor is who ended it). Whoever keeps a
// connection open for a session ends it on sessions.ended, and all of a colleague's on members.left.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/ground/members/company.h"
#include "features/ground/members/member.h"
#include "features/ground/members/team.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace members {

// ---- colleagues
std::optional<records::Of<Member>> find(Tx&, MemberId);
// Refuses with a sentence that points at `pointer` when nobody by that id works here (now, or as soon as they join).
Result<records::Of<Member>> named(Tx&, MemberId, std::string pointer);
std::optional<MemberId> with_email(Tx&, const Email&);
std::string name_of(Tx&, MemberId);  // also of one who left; empty for nobody

struct Brief {
    MemberId id;
    std::string name;
};
std::vector<Brief> active(Tx&);  // by name

// Someone who works here but has not signed in yet, without telling them: what an import knows. An address is no one else's.
Result<records::Of<Member>> add(Tx&, Member);
Result<records::Of<Member>> leave(Tx&, MemberId);      // ends their sessions, tokens and links in the same transaction
Result<records::Of<Member>> reinstate(Tx&, MemberId);  // takes the leaving back
Result<records::Of<Member>> make_admin(Tx&, MemberId);
Result<records::Of<Member>> no_longer_admin(Tx&, MemberId);

// The member as an actor, with the rights they have now; nobody when they do not work here.
Actor acting_as(Tx&, MemberId);

// Whom a request speaks for, by its cookie or its token: an http::WhoIs. One indexed look.
Result<Actor> who_is(Tx&, const http::Request&);
// Features above add members to GET /me, for example ,"sample_company":true. Set up once, at start.
using AddToMe = std::function<void(Tx&, std::string& out)>;
void add_to_me(AddToMe);

// ---- teams
std::optional<records::Of<Team>> find_team(Tx&, TeamId);
Result<records::Of<Team>> named_team(Tx&, TeamId, std::string pointer);
Result<records::Of<Team>> make_team(Tx&, Text<1, 100> name);
Result<records::Of<Team>> join(Tx&, TeamId, MemberId);
Result<records::Of<Team>> quit(Tx&, TeamId, MemberId);
std::vector<TeamId> teams_of(Tx&, MemberId);
std::vector<MemberId> members_of(Tx&, TeamId);

// ---- for the command line, which brings words as they were typed
struct Beginning {
    std::string company, time_zone, name, email;  // without a name, the address gives one
    std::string password;                         // empty: a link to sign in is made instead
};
Result<std::string> begin_company(Workspace&, const Beginning&, const std::string& base_url);  // the link, or nothing

struct Newcomer {
    std::string email, name;
    bool admin = false;
};
Result<std::string> invite_by_link(Workspace&, const Newcomer&, const std::string& base_url);  // the link to come in by

struct WantedToken {
    std::string member;  // their address
    std::string name, scope;
};
Result<std::string> make_token(Workspace&, const WantedToken&);  // the token itself, this once
std::vector<Member> everyone(Workspace&);                        // by name, also who left

// Once an hour, by whoever keeps the house: what has expired goes.
void sweep(Tx&);

const Feature& feature();

}  // namespace members
