#include "features/overview/imports/import_rows.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace {

constexpr std::size_t name_letters_max = 100;  // the least of what a person, a role and a company may have

const describe::Field* field_of(const records::Noun& noun, std::string_view name) { return noun.field(name); }
std::string by_name(std::string_view name) { return "name:" + text::fold(name); }
bool sounds_like_a_company(std::string_view name);
std::string place_of(std::string_view kind, const std::vector<std::string>& headings, const std::map<std::string, std::size_t, std::less<>>& columns,
                     std::string_view field);
std::string about_cell(std::string_view heading, std::string_view value, std::string_view why);
// Nobody can be written to there (RFC 2606): the colleague has an address once an administrator gives them one.
std::string no_address(std::string_view name, std::string_view number);

}  // namespace

RowReader::RowReader(const Sheet& sheet, const Import& import) : import_(import), habits_(habits_of(sheet, import.columns)) {
    for (std::size_t i = 0; i < import.columns.size(); ++i) {
        headings_.push_back(import.columns[i].name.it);
        if (import.columns[i].field) {
            columns_.emplace(import.columns[i].field->it, i);
        } else {
            unmapped_.push_back(i);
        }
    }
    numbers_ = place_of(describe::word(import.kind), headings_, columns_, "external_id");
    customers_ = place_of("parties", headings_, columns_, "customer");
    colleagues_ = place_of("members", headings_, columns_, "served_by");
}

RowPlan RowReader::read(const Sheet::Row& row) {
    row_ = row;
    RowPlan plan;
    plan.row = row.number;
    plan.fault = row.fault;
    if (!plan.fault.empty()) {
        return plan;
    }
    switch (import_.kind) {
        case ImportKind::parties: read_party(plan); break;
        case ImportKind::members: read_member(plan); break;
        case ImportKind::purchases: read_purchase(plan); break;
    }
    plan.unmapped = unmapped();
    return plan;
}

std::string_view RowReader::cell(std::string_view field) const {
    const auto column = columns_.find(field);
    return column == columns_.end() ? std::string_view{} : text::trim(row_.cells[column->second]);
}

// ---- customers ------------------------------------------------------------------------------------------------------

void RowReader::read_party(RowPlan& plan) {
    const std::string company = company_name();
    const std::string household{cell("household_name")};
    const std::string person = person_name();
    if (company.empty() && household.empty() && person.empty()) {
        plan.fault = "There is no name in this row.";
        return;
    }
    plan.title = cell("contact_title");
    for (const auto& name : {company, household, person, plan.title}) {
        if (text::letters(name) > name_letters_max && plan.fault.empty()) {
            plan.fault = about_cell("name", name, "This is too long for a name.");
        }
    }
    if (!company.empty()) wish_for_company(plan, company);
    if (!household.empty()) wish_for_household(plan, household);
    if (!person.empty()) wish_for_person(plan, person, company.empty() && household.empty());
}

std::string RowReader::company_name() const {
    const auto name = cell("company_name");
    const bool plain_name_is_a_company = name.empty() && !has("company_name") && person_name().empty();
    return std::string{plain_name_is_a_company ? cell("name") : name};
}

// A plain "name" beside an e-mail address or a company is a person's, unless it sounds otherwise.
std::string RowReader::person_name() const {
    if (const auto whole = cell("contact_name"); !whole.empty()) {
        return std::string{whole};
    }
    const auto both = std::string{cell("first_name")} + ' ' + std::string{cell("last_name")};
    if (const auto name = text::trim(both); !name.empty()) {
        return std::string{name};
    }
    const auto name = cell("name");
    const bool of_people = has("company_name") || has("contact_title") || (has("email") && !has("web"));
    return of_people && !sounds_like_a_company(name) ? std::string{name} : std::string{};
}

void RowReader::wish_for_company(RowPlan& plan, const std::string& name) {
    const bool by_its_name = habits_.number_is_the_persons || cell("external_id").empty();
    Party party;
    party.kind = PartyKind::organisation;
    party.roles = {PartyRole::customer};
    party.name = {name};
    Wish wish{"company", by_its_name ? "parties/name" : numbers_, by_its_name ? by_name(name) : std::string{cell("external_id")},
              &records::noun<Party>(), describe::Any{describe::shape<Party>()}, {}, false};
    const bool first = is_new(wish.part, wish.number);
    if (!first && !by_its_name && !habits_.people_share_a_number) {
        same_again(plan, wish.part, wish.number);
    }
    if (first) {
        wish.fields.push_back(field_of(*wish.noun, "name"));
        if (habits_.number_is_the_persons) {
            read_handles(party, wish.fields, plan, {"web"});
        } else {
            read_place(party, wish.fields, plan);
            person_name().empty() ? read_handles(party, wish.fields, plan, {"email", "phone", "mobile", "fax", "web"})
                                  : read_handles(party, wish.fields, plan, {"phone", "mobile", "fax", "web"});
        }
    }
    wish.wanted = describe::Any{describe::shape<Party>(), &party};
    plan.wishes.push_back(std::move(wish));
}

void RowReader::wish_for_household(RowPlan& plan, const std::string& name) {
    Party party;
    party.kind = PartyKind::household;
    party.roles = {PartyRole::customer};
    party.name = {name};
    const std::string city = text::fold(cell("city"));
    Wish wish{"household", "parties/name", by_name(name) + "/" + city, &records::noun<Party>(), describe::Any{describe::shape<Party>()}, {}, false};
    if (is_new(wish.part, wish.number)) {
        wish.fields.push_back(field_of(*wish.noun, "name"));
        read_place(party, wish.fields, plan);
    }
    wish.wanted = describe::Any{describe::shape<Party>(), &party};
    plan.wishes.push_back(std::move(wish));
}

void RowReader::wish_for_person(RowPlan& plan, const std::string& name, bool alone) {
    Party party;
    party.kind = PartyKind::person;
    party.name = {name};
    if (alone) party.roles = {PartyRole::customer};
    const std::string number{cell("external_id")};
    std::string known_by;
    if (number.empty()) {
        known_by = cell("email").empty() ? by_name(name) + "/" + text::fold(company_name()) : text::lower_ascii(cell("email"));
    } else {
        known_by = habits_.people_share_a_number && !habits_.number_is_the_persons ? number + "/" + text::fold(name) : number;
    }
    Wish wish{"person", number.empty() ? "parties/name" : numbers_, known_by, &records::noun<Party>(), describe::Any{describe::shape<Party>()}, {}, false};
    if (!is_new(wish.part, wish.number)) {
        same_again(plan, wish.part, wish.number);
    }
    wish.fields.push_back(field_of(*wish.noun, "name"));
    if (alone || habits_.number_is_the_persons) {
        read_place(party, wish.fields, plan);
        alone ? read_handles(party, wish.fields, plan, {"email", "phone", "mobile", "fax", "web"})
              : read_handles(party, wish.fields, plan, {"email", "phone", "mobile", "fax"});
    } else {
        read_handles(party, wish.fields, plan, {"email"});
    }
    wish.wanted = describe::Any{describe::shape<Party>(), &party};
    plan.wishes.push_back(std::move(wish));
}

template <class T>
void RowReader::read_text(std::string_view field, std::optional<T>& into, RowPlan& plan) const {
    const auto value = cell(field);
    if (value.empty()) {
        return;
    }
    if (auto why = T::why_bad(value); !why.empty() && plan.fault.empty()) {
        plan.fault = about_cell(headings_[columns_.find(field)->second], value, why);
    }
    into.emplace().it = value;
}

void RowReader::read_place(Party& party, Fields& fields, RowPlan& plan) const {
    read_text("address", party.address, plan);
    read_text("postal_code", party.postal_code, plan);
    read_text("city", party.city, plan);
    read_text("region", party.region, plan);
    read_text("country", party.country, plan);
    read_text("about", party.about, plan);
    if (const auto since = cell("customer_since"); !since.empty()) {
        party.customer_since = import_values::day_from(since, import_.day_order);
        if (!party.customer_since && plan.fault.empty()) {
            plan.fault = about_cell(headings_[columns_.find("customer_since")->second], since, "This is no day.");
        }
    }
    for (const auto name : {"address", "postal_code", "city", "region", "country", "about", "customer_since"}) {
        if (has(name)) fields.push_back(field_of(records::noun<Party>(), name));
    }
}

void RowReader::read_handles(Party& party, Fields& fields, RowPlan& plan, std::initializer_list<std::string_view> which) const {
    bool any_column = false;
    for (const auto field : which) {
        any_column |= has(field);
        const auto value = cell(field);
        if (value.empty()) continue;
        Handle handle;
        handle.kind = field == "email" ? HandleKind::email : field == "web" ? HandleKind::web : HandleKind::phone;
        handle.value = {std::string{value}};
        if (field == "fax" || field == "mobile") handle.label = Text<1, 60>{std::string{field}};
        if (auto why = handle.why_bad(); !why.empty() && plan.fault.empty()) {
            plan.fault = about_cell(headings_[columns_.find(field)->second], value, why);
        }
        party.handles.push_back(std::move(handle));
    }
    if (any_column) fields.push_back(field_of(records::noun<Party>(), "handles"));
}

// ---- colleagues -----------------------------------------------------------------------------------------------------

void RowReader::read_member(RowPlan& plan) {
    const auto both = std::string{cell("first_name")} + ' ' + std::string{cell("last_name")};
    const std::string name{cell("name").empty() ? text::trim(both) : cell("name")};
    if (name.empty()) {
        plan.fault = "There is no name in this row.";
        return;
    }
    const std::string email{cell("email")};
    const std::string number{cell("external_id")};
    Member member;
    member.name = {name};
    member.email = {email.empty() ? no_address(name, number) : email};
    read_text("title", member.title, plan);
    if (auto why = decltype(member.name)::why_bad(name); !why.empty() && plan.fault.empty()) {
        plan.fault = about_cell("name", name, why);
    }
    if (auto why = Email::why_bad(member.email.it); !why.empty() && plan.fault.empty()) {
        plan.fault = about_cell("e-mail", member.email.it, why);
    }
    const auto& noun = records::noun<Member>();
    Wish wish{"member", number.empty() ? "members/name" : numbers_, number.empty() ? (email.empty() ? by_name(name) : text::lower_ascii(email)) : number,
              &noun, describe::Any{describe::shape<Member>(), &member}, {field_of(noun, "name")}, false};
    if (has("title")) wish.fields.push_back(field_of(noun, "title"));
    if (!email.empty()) wish.fields.push_back(field_of(noun, "email"));
    if (!is_new(wish.part, wish.number)) {
        same_again(plan, wish.part, wish.number);
    }
    plan.wishes.push_back(std::move(wish));
}

// ---- purchases ------------------------------------------------------------------------------------------------------

void RowReader::read_purchase(RowPlan& plan) {
    plan.customer = cell("customer");
    plan.served_by = cell("served_by");
    Purchase purchase;
    purchase.amount.currency = import_.currency;
    const auto named = cell("currency");
    if (!named.empty()) {
        const auto currency = Currency::named(named);
        if (!currency) {
            plan.fault = about_cell("currency", named, "This is no currency. Write it like EUR.");
            return;
        }
        purchase.amount.currency = *currency;
    }
    const auto day = import_values::day_from(cell("bought_on"), import_.day_order);
    const auto amount = import_values::amount_from(cell("amount"), purchase.amount.currency, habits_.decimal_mark);
    if (plan.customer.empty()) plan.fault = "This row does not say which customer bought.";
    else if (!day) plan.fault = about_cell(headings_[columns_.find("bought_on")->second], cell("bought_on"), "This is no day.");
    else if (!amount) plan.fault = about_cell(headings_[columns_.find("amount")->second], cell("amount"), "This is no amount of money.");
    if (!plan.fault.empty()) {
        return;
    }
    purchase.bought_on = *day;
    purchase.amount.minor = cents_[std::string{purchase.amount.currency.text()}].whole(*amount);
    read_text("external_id", purchase.external_id, plan);
    read_text("product", purchase.product, plan);
    read_text("campaign", purchase.campaign, plan);
    std::string number{cell("external_id")};
    if (number.empty()) {
        // Without a number of its own it is known by what it says; the same words again are one more purchase.
        const std::string says = fmt::format("{}/{}/{}/{}", plan.customer, to_text(*day), cell("amount"), text::fold(cell("product")));
        number = fmt::format("{}#{}", says, ++rows_by_number_["same/" + says]);
    } else {
        purchase.source = Text<1, 100>{text::shorten(numbers_.substr(numbers_.find('/') + 1), 90)};
    }
    const auto& noun = records::noun<Purchase>();
    Wish wish{"purchase", cell("external_id").empty() ? "purchases/words" : numbers_, number, &noun,
              describe::Any{describe::shape<Purchase>(), &purchase}, {field_of(noun, "party"), field_of(noun, "bought_on"), field_of(noun, "amount")},
              !amount->exact()};
    for (const auto name : {"product", "campaign", "served_by"}) {
        if (has(name)) wish.fields.push_back(field_of(noun, name));
    }
    if (!is_new(wish.part, wish.number)) {
        same_again(plan, wish.part, wish.number);
    }
    plan.wishes.push_back(std::move(wish));
}

// ---- all ------------------------------------------------------------------------------------------------------------

std::string RowReader::unmapped() const {
    std::string out;
    for (const auto column : unmapped_) {
        if (row_.cells[column].empty()) continue;
        out += out.empty() ? '{' : ',';
        json::print_text(out, headings_[column]);
        out += ':';
        json::print_text(out, row_.cells[column]);
    }
    return out.empty() ? out : out + '}';
}

bool RowReader::is_new(const std::string& part, const std::string& number) {
    return rows_by_number_.try_emplace(part + '/' + number, row_.number).second;
}

void RowReader::same_again(RowPlan& plan, const std::string& part, const std::string& number) const {
    if (plan.fault.empty()) {
        plan.fault = fmt::format("This row says the same {} again as row {}.", part, rows_by_number_.find(part + '/' + number)->second);
    }
}

namespace {

bool sounds_like_a_company(std::string_view name) {
    constexpr std::array endings{"gmbh", "ag",  "kg",   "ohg", "inc", "ltd", "llc",  "plc",     "corp",    "co",    "sa",     "sarl",
                                 "srl",  "spa", "bv",   "nv",  "ab",  "as",  "oy",   "limited", "company", "group", "verein", "e.v.",
                                 "ug",   "se",  "sàrl", "kft", "aps", "sas", "gbr"};
    std::string last = text::fold(name.substr(std::min(name.find_last_of(' ') + 1, name.size())));
    while (!last.empty() && (last.back() == '.' || last.back() == ',')) last.pop_back();
    return name.find('&') != std::string_view::npos || (name.find(' ') != std::string_view::npos && std::find(endings.begin(), endings.end(), last) != endings.end());
}

std::string place_of(std::string_view kind, const std::vector<std::string>& headings, const std::map<std::string, std::size_t, std::less<>>& columns,
                     std::string_view field) {
    const auto column = columns.find(field);
    return std::string{kind} + "/" + (column == columns.end() ? "" : import_fields::plain(headings[column->second]));
}

std::string about_cell(std::string_view heading, std::string_view value, std::string_view why) {
    return fmt::format("{}, \"{}\": {}", heading, text::shorten(value, 60), why);
}

std::string no_address(std::string_view name, std::string_view number) {
    std::string local;
    for (const char letter : text::fold(name)) {
        local += (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ? letter : '.';
    }
    while (!local.empty() && (local.back() == '.' || local.size() > 40)) local.pop_back();
    const auto first = local.find_first_not_of('.');
    local = first == std::string::npos ? "colleague" : local.substr(first);
    const std::string behind = import_fields::plain(number);
    return local + (behind.empty() ? "" : "." + behind) + "@unknown.invalid";
}

}  // namespace
