#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "platform/records/record_routes.h"

namespace relationships {
namespace {

using http::Reply;
using http::Request;
using Role = std::optional<Text<1, 100>>;

struct NewAffiliation {
    PartyId organisation;
    Role role;
    std::optional<Day> since, until;
};
BOOST_DESCRIBE_STRUCT(NewAffiliation, (), (organisation, role, since, until))

struct NewHouseholdMember {
    PartyId person;
    Role role;
};
BOOST_DESCRIBE_STRUCT(NewHouseholdMember, (), (person, role))

struct NewCare {
    std::optional<MemberId> member;
    std::optional<TeamId> team;
    Role role;
};
BOOST_DESCRIBE_STRUCT(NewCare, (), (member, team, role))

struct NewTie {
    PartyId party;
    Role role;
};
BOOST_DESCRIBE_STRUCT(NewTie, (), (party, role))

Result<Reply> made(Tx& tx, Result<records::Of<Relationship>> tie) {
    return tie ? Result<Reply>{records::reply(tx, *tie, 201)} : tie.no();
}

Result<Reply> add_affiliation(Tx& tx, const Request& request, const NewAffiliation& sent) {
    return made(tx, affiliate(tx, request.id<Party>("party"), sent.organisation, sent.role, sent.since, sent.until));
}
Result<Reply> add_household_member(Tx& tx, const Request& request, const NewHouseholdMember& sent) {
    return made(tx, join_household(tx, sent.person, request.id<Party>("party"), sent.role));
}
Result<Reply> add_care(Tx& tx, const Request& request, const NewCare& sent) {
    return made(tx, care(tx, request.id<Party>("party"), sent.member, sent.team, sent.role));
}
Result<Reply> add_tie(Tx& tx, const Request& request, const NewTie& sent) {
    return made(tx, tie(tx, request.id<Party>("party"), sent.party, sent.role));
}

// Both ends show the tie: the person's organisations, the organisation's people.
http::Look list_of(TieKind kind) {
    return [kind](Tx& tx, const Request& request) -> Result<Reply> {
        const auto party = request.id<Party>("party");
        if (!parties::find(tx, party)) {
            return records::not_here<Party>();
        }
        std::string out = R"({"items":[)";
        for (const auto& tie : at(tx, party, kind)) {
            if (out.back() != '[') {
                out += ',';
            }
            out += records::json(tx, tie);
        }
        return Reply::ok(out + "]}");
    };
}

void one_kind(http::Router& at, const std::string& plural, TieKind kind, http::Act add, std::string_view what) {
    at.get("/parties/{party}/" + plural, list_of(kind)).lists<Relationship>().says("List " + std::string{what} + ", from either end");
    at.post("/parties/{party}/" + plural, std::move(add)).gives<Relationship>(201).says("Add to " + std::string{what});
}

// /affiliations/{relationship} and /care-team/{relationship} are the same noun under the name their list has.
void routes(http::Router& at) {
    one_kind(at, "affiliations", TieKind::affiliation, http::body<NewAffiliation>(add_affiliation), "a person's organisations");
    one_kind(at, "household-members", TieKind::household, http::body<NewHouseholdMember>(add_household_member), "a household's members");
    one_kind(at, "care-team", TieKind::care, http::body<NewCare>(add_care), "those of us who care for them");
    one_kind(at, "ties", TieKind::tie, http::body<NewTie>(add_tie), "other ties");
    records::add_routes(at, records::noun<Relationship>());
    for (const auto* plural : {"affiliations", "household-members", "care-team", "ties"}) {
        records::add_change_routes(at, records::noun<Relationship>(), plural);
    }
}

// ,"care":[{"member":...,"role":...}] on a row of the list of customers: those who serve them today.
void print_care(Tx& tx, PartyId party, std::string& out) {
    out += R"(,"care":[)";
    for (const auto& tie : at(tx, party, TieKind::care)) {
        if (!tie->holds_on(tx.today)) {
            continue;
        }
        out += out.back() == '[' ? "{" : ",{";
        out += tie->member ? R"("member":")" + ids::to_text(*tie->member) : R"("team":")" + ids::to_text(*tie->team);
        out += '"';
        if (tie->role) {
            out += R"(,"role":)";
            json::print_text(out, tie->role->it);
        }
        out += '}';
    }
    out += ']';
}

}  // namespace

// What the list of customers calls back is set here, once, when app lists the features.
const Feature& feature() {
    static const Feature made = [] {
        parties::add_to_rows(print_care);
        return Feature{"relationships", routes, {&records::noun<Relationship>()}};
    }();
    return made;
}

}  // namespace relationships
