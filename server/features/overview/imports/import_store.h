#pragma once
// SQL of imports: links, steps and faults.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/overview/imports/import.h"

namespace import_store {

struct Link {
    std::string noun;
    std::int64_t record = 0;
    std::string wanted;  // JSON: what the source said last
};
struct Key {
    std::string_view source, number, part;
};
std::optional<Link> link(Tx&, const Key&);
void put_link(Tx&, const Key&, const Link&, std::string_view unmapped, ImportId, int row);
void drop_link(Tx&, const Key&);
// The source said of this record what it says now; for taking a change back.
void put_wanted(Tx&, const Key&, std::string_view wanted);
bool is_linked(Tx&, std::int64_t record, std::string_view source);
// Whom a purchase means by a number: any party that a sheet knew by it, those of `source` before all others.
std::optional<std::int64_t> party_by_number(Tx&, std::string_view number, std::string_view source);
std::optional<std::int64_t> member_by_number(Tx&, std::string_view number, std::string_view source);

struct Step {
    std::int64_t place = 0;
    std::string did;     // "made", "changed", "joined"
    std::string noun;
    std::int64_t record = 0;
    std::string before;  // JSON of the changed fields as they were
    std::int64_t version = 0;  // of the record after it
    std::string source, number, part;
    std::optional<std::string> link_before;
};
std::int64_t last_place(Tx&, ImportId);
void put_step(Tx&, ImportId, const Step&);
std::vector<Step> last_steps(Tx&, ImportId, int limit);  // those not taken back yet, the last first
void drop_step(Tx&, ImportId, std::int64_t place);
void keep_step(Tx&, ImportId, std::int64_t place, std::string_view why);

struct KeptRecord {
    std::string noun;
    std::int64_t record = 0;
    std::string why;
};
std::vector<KeptRecord> kept(Tx&, ImportId, int limit);

// From where, other than these imports, anything was told about a party.
std::vector<std::string> told_from(Tx&, PartyId);

struct FaultRow {
    int row = 0;
    std::string verdict, why, cells;
};
void put_fault(Tx&, ImportId, const FaultRow&);
void each_fault(Tx&, ImportId, Ref<void(const FaultRow&)>);
void drop_faults(Tx&, ImportId);

std::vector<ImportId> moving(Tx&);  // running or being taken back

struct Origin {
    ImportId import;
    int row = 0;
    std::string unmapped;
};
std::vector<Origin> origins(Tx&, std::int64_t record);

}  // namespace import_store
