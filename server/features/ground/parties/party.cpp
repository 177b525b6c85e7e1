#include "features/ground/parties/party.h"

#include <algorithm>

#include "features/ground/parties/party_limits.h"
#include "features/ground/parties/party_store.h"

namespace {

void handles_are_sound(const Party& party, Faults& faults) {
    for (std::size_t i = 0; i < party.handles.size(); ++i) {
        if (auto bad = party.handles[i].why_bad(); !bad.empty()) {
            faults.push_back({"/handles/" + std::to_string(i) + "/value", std::move(bad)});
        }
    }
    if (party.handles.size() > handles_max) {
        faults.push_back({"/handles", "These are too many addresses and numbers for one " + std::string{describe::word(party.kind)} + "."});
    }
}

void roles_stand_once(const Party& party, Faults& faults) {
    auto roles = party.roles;
    std::sort(roles.begin(), roles.end());
    if (std::adjacent_find(roles.begin(), roles.end()) != roles.end()) {
        faults.push_back({"/roles", "The same role stands here twice."});
    }
}

records::Findable found_as(const Party& party) {
    records::Findable found;
    found.title = party.name.it;
    found.about = std::string{describe::word(party.kind)};
    if (party.city) {
        found.about += " in " + party.city->it;
    }
    for (const auto& handle : party.handles) {
        found.words += handle.value.it + ' ' + handle.key() + ' ';
    }
    for (const auto* place : {&party.city, &party.country}) {
        found.words += *place ? (*place)->it + ' ' : std::string{};
    }
    return found;
}

}  // namespace

std::string Handle::key() const {
    switch (kind) {
        case HandleKind::email: return Email{value.it}.key();
        case HandleKind::phone: return Phone{value.it}.key();
        case HandleKind::web: return Url{value.it}.key();
        case HandleKind::social: return text::fold(text::trim(value.it));
    }
    return {};
}

std::string Handle::why_bad() const {
    switch (kind) {
        case HandleKind::email: return Email::why_bad(value.it);
        case HandleKind::phone: return Phone::why_bad(value.it);
        case HandleKind::web: return Url::why_bad(value.it);
        case HandleKind::social: return {};
    }
    return {};
}

template <>
const records::Noun& records::noun<Party>() {
    static const Noun made = NounOf<Party>("party", "parties")
                                 .sorted_by({"name"})
                                 .sorted_by_column("last_touch_at")
                                 .sorted_by_column("updated_at")
                                 .filtered_by({"kind"})
                                 .filtered_by("role", describe::string_type, party_store::has_role)
                                 .filtered_by("care", describe::type<MemberId>(), party_store::cared_for_by)
                                 .about([](const Party& party) { return Parties{party.id}; })
                                 .must([](const Party& party, Faults& faults) {
                                     handles_are_sound(party, faults);
                                     roles_stand_once(party, faults);
                                 })
                                 .after_write([](Tx& tx, PartyId id, const Party* before, const Party* after) {
                                     party_store::keep_beside(tx, id, before, after);
                                 })
                                 .found_as(found_as);
    return made;
}
