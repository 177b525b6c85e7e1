#include "features/ground/relationships/relationship.h"

#include "features/ground/relationships/relationships.h"

namespace {

void ends_make_sense(const Relationship& tie, Faults& faults) {
    if (tie.other && *tie.other == tie.party) {
        faults.push_back({tie.kind == TieKind::affiliation ? "/organisation" : "/party", "Nobody can be tied to themselves."});
    }
    if (tie.since && tie.until && *tie.until < *tie.since) {
        faults.push_back({"/until", "This ends before it began."});
    }
}

}  // namespace

template <>
const records::Noun& records::noun<Relationship>() {
    static const Noun made = NounOf<Relationship>("relationship", "relationships")
                                 .sorted_by_column("id")
                                 .filtered_by({"party", "other", "member", "team", "kind"})
                                 .changed_only_by_verbs({"kind", "party", "other", "member", "team"})
                                 .about([](const Relationship& tie) { return tie.other ? Parties{tie.party, *tie.other} : Parties{tie.party}; })
                                 .must(ends_make_sense)
                                 .also_prints(relationships::print_ends)
                                 .after_write([](Tx& tx, RelationshipId, const Relationship* before, const Relationship* after) {
                                     relationships::circles_may_have_changed(tx, before, after);
                                 });
    return made;
}
