#pragma once
// An import brings a sheet of customers, colleagues or purchases in, and can be taken back whole.
#include <optional>
#include <vector>

#include "features/ground/files/files.h"
#include "features/overview/imports/import_fields.h"
#include "features/overview/imports/import_values.h"

using ImportId = Id<struct Import>;

enum class ImportState {
    mapping,    // what a column means is still missing
    previewed,  // nothing is written yet
    running,
    done,
    failed,     // nothing of it stayed
    undoing,
    undone,
};
// What happens to a row whose e-mail address or number stands on somebody who is here already.
enum class Matching {
    ask,       // it is left out and told; someone decides
    join,      // they are the same
    make_new,  // they are not
};
BOOST_DESCRIBE_ENUM(ImportState, mapping, previewed, running, done, failed, undoing, undone)
BOOST_DESCRIBE_ENUM(Matching, ask, join, make_new)

struct ImportColumn {
    Text<0, 200> name;
    std::vector<Text<0, 200>> samples;
    std::optional<Text<1, 40>> field;  // none: kept beside the record, as it stands
};
BOOST_DESCRIBE_STRUCT(ImportColumn, (), (name, samples, field))

// Rows, each counted once.
struct ImportPreview {
    std::int64_t new_ = 0;
    std::int64_t same = 0;
    std::int64_t changed = 0;
    std::int64_t conflicts = 0;  // someone changed it here, or it may be somebody else: left as it is, and told
    std::int64_t bad = 0;
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (), (new_, same, changed, conflicts, bad))

struct ImportProgress {
    std::int64_t done = 0;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(ImportProgress, (), (done, total))

struct Import {
    ImportId id;
    FileId file;
    Text<1, 255> name;  // of the file
    ImportKind kind = ImportKind::parties;
    ImportState state = ImportState::mapping;
    std::vector<ImportColumn> columns;
    std::int64_t rows = 0;
    Currency currency;                        // of amounts that name none
    DayOrder day_order = DayOrder::day_first;
    Matching matching = Matching::ask;
    std::optional<ImportPreview> preview;     // what it would do, and in the end what it did
    ImportProgress progress;
    std::int64_t kept = 0;                    // records that stayed when it was taken back, because someone had gone on with them
    std::optional<Text<1, 500>> why;          // what is missing, or why it failed
    std::optional<MemberId> started_by;

    bool may_be_mapped() const { return state == ImportState::mapping || state == ImportState::previewed; }
    bool is_moving() const { return state == ImportState::running || state == ImportState::undoing; }
};
BOOST_DESCRIBE_STRUCT(Import, (), (id, file, name, kind, state, columns, rows, currency, day_order, matching, preview, progress, kept, why, started_by))

namespace records {
template <>
const Noun& noun<Import>();
}
