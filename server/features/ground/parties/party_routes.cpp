#include "features/ground/parties/parties.h"
#include "platform/records/record_routes.h"

namespace parties {
namespace {

using http::Reply;
using http::Request;

std::vector<AddToRow>& row_additions() {
    static std::vector<AddToRow> all;
    return all;
}

// What may be said of a new party: everything but its id.
struct NewParty {
    PartyKind kind = PartyKind::person;
    Text<1, 200> name;
    std::optional<Text<1, 5000>> about;
    std::vector<Handle> handles;
    std::optional<Reach> reach;
    std::vector<PartyRole> roles;
    std::optional<Day> customer_since;
    std::optional<Text<1, 300>> address;
    std::optional<Text<1, 100>> postal_code, city, region, country;
};
BOOST_DESCRIBE_STRUCT(NewParty, (), (kind, name, about, handles, reach, roles, customer_since, address, postal_code, city, region, country))

std::string duplicates_json(const std::vector<Brief>& all) {
    std::string out = R"(,"possible_duplicates":[)";
    for (const auto& one : all) {
        if (out.back() != '[') {
            out += ',';
        }
        print_brief(out, one);
    }
    return out + ']';
}

Result<Reply> make_party(Tx& tx, const Request&, const NewParty& sent) {
    auto made = add(tx, Party{{}, sent.kind, sent.name, sent.about, sent.handles, sent.reach, sent.roles, sent.customer_since, sent.address,
                              sent.postal_code, sent.city, sent.region, sent.country});
    if (!made) {
        return made.no();
    }
    const auto alike = possible_duplicates(tx, made->it);
    return records::reply(tx, *made, 201, alike.empty() ? std::string{} : duplicates_json(alike));
}

Result<Reply> list_parties(Tx& tx, const Request& request) {
    const auto ask = records::ask_of(request);
    if (!ask) {
        return ask.no();
    }
    const bool with_row = request.asked("with").value_or("") == "row";
    const auto more = [&](const records::Record& record, std::string& out) {
        out += R"(,"row":{)";
        std::string row;
        for (const auto& add : row_additions()) {
            add(tx, {record.id()}, row);
        }
        out += row.empty() ? row : row.substr(1);
        out += '}';
    };
    auto page = records::list_json(tx, records::noun<Party>(), *ask, with_row ? more : std::function<void(const records::Record&, std::string&)>{});
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

void routes(http::Router& at) {
    at.get("/parties", list_parties).lists<Party>().asks({"with"}).says("List parties; with=row adds what a list of customers shows");
    at.post("/parties", http::body<NewParty>(make_party)).gives<Party>(201).says("Add a person, an organisation or a household");
    records::add_routes(at, records::noun<Party>(), {.list = false});
}

}  // namespace

void add_to_rows(AddToRow add) { row_additions().push_back(std::move(add)); }

const Feature& feature() {
    static const Feature made{"parties", routes, {&records::noun<Party>()}};
    return made;
}

}  // namespace parties
