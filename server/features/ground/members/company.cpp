#include "features/ground/members/company.h"

#include "features/ground/members/member_store.h"

namespace company {
namespace {

constexpr CompanyId the_one{1};  // a workspace is one company

Company seen_by_verbs(const CompanySettings& kept);

}  // namespace

std::optional<records::Of<CompanySettings>> find(Tx& tx) { return records::find(tx, the_one); }

bool claim(Tx& tx) { return member_store::claim_setting_up(tx); }

Result<records::Of<CompanySettings>> make(Tx& tx, Text<1, 200> name, ZoneName zone) {
    auto made = records::create(tx, CompanySettings{the_one, std::move(name), std::move(zone), {}});
    if (made) {
        tx.company_after = seen_by_verbs(made->it);
    }
    return made;
}

Result<records::Of<CompanySettings>> change(Tx& tx, const Change& to) {
    auto ours = records::take(tx, the_one);
    if (!ours) {
        return No{Refusal::not_found, "This company is not set up yet."};
    }
    ours->it.name = to.name.value_or(ours->it.name);
    ours->it.time_zone = to.time_zone.value_or(ours->it.time_zone);
    ours->it.currency = to.currency.value_or(ours->it.currency);
    auto saved = save(tx, std::move(*ours));
    if (saved) {
        tx.company_after = seen_by_verbs(saved->it);
    }
    return saved;
}

void take_over(Workspace& workspace) {
    std::optional<Company> kept;
    workspace.read([&](Tx& tx) {
        if (const auto ours = find(tx)) {
            kept = seen_by_verbs(ours->it);
        }
    });
    if (kept) {
        workspace.set_company(std::move(*kept));
    }
}

namespace {

Company seen_by_verbs(const CompanySettings& kept) {
    return {kept.name.it, kept.time_zone.zone(), std::string{kept.currency.text()}, true};
}

}  // namespace
}  // namespace company

std::string ZoneName::why_bad(std::string_view text) {
    return Zone::named(text) ? std::string{} : "This is no time zone. Write it like Europe/Berlin.";
}

template <>
const records::Noun& records::noun<CompanySettings>() {
    static const Noun made = NounOf<CompanySettings>("company", "company").never_removed().never_undone();
    return made;
}
