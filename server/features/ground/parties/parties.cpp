#include "features/ground/parties/parties.h"

#include <algorithm>

#include "features/ground/parties/party_limits.h"
#include "features/ground/parties/party_store.h"

namespace parties {

Result<records::Of<Party>> add(Tx& tx, Party party) { return records::create(tx, std::move(party)); }

std::optional<records::Of<Party>> find(Tx& tx, PartyId id) { return records::find<Party>(tx, id); }

Result<records::Of<Party>> named(Tx& tx, PartyId id, std::string pointer) {
    auto party = find(tx, id);
    if (!party) {
        return No::about(std::move(pointer), "This customer is not here. They may have been removed.");
    }
    return std::move(*party);
}

std::vector<Brief> briefs(Tx& tx, std::span<const PartyId> ids) {
    std::vector<Brief> all;
    for (auto& name : party_store::names(tx, ids)) {
        all.push_back({name.id, name.kind, std::move(name.name)});
    }
    return all;
}

void print_brief(std::string& out, const Brief& brief) {
    out += R"({"id":")" + ids::to_text(brief.id) + R"(","kind":")" + std::string{describe::word(brief.kind)} + R"(","name":)";
    json::print_text(out, brief.name);
    out += '}';
}

std::vector<Brief> possible_duplicates(Tx& tx, const Party& party) {
    std::vector<PartyId> found;
    for (const auto& handle : party.handles) {
        for (const auto id : party_store::with_handle(tx, handle.kind, handle.key(), party.id, duplicates_shown_max)) {
            if (std::find(found.begin(), found.end(), id) == found.end()) {
                found.push_back(id);
            }
        }
    }
    return briefs(tx, found);
}

std::vector<PartyId> with_handle(Tx& tx, HandleKind kind, std::string_view value) {
    const Handle handle{kind, {std::string{value}}, {}, false, {}};
    return party_store::with_handle(tx, kind, handle.key(), {}, duplicates_shown_max);
}

void touched(Tx& tx, PartyId id, Instant at) { party_store::touched(tx, id, at); }

void last_touched(Tx& tx, PartyId id, Instant at) { party_store::last_touched(tx, id, at); }

void hold(Tx& tx, PartyId id) { party_store::hold(tx, id); }

}  // namespace parties
