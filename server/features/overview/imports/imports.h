#pragma once
// The front door to imports. A sheet is drafted and looked through without writing anything; running it, and taking it back,
// are written down as wishes and worked off beside the requests, 500 rows at a time, so that a restart in the middle goes on
// where the last commit ended.
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "features/overview/imports/import.h"
#include "platform/feature.h"
#include "platform/records/records.h"

class Sheet;

namespace imports {

using Sheets = std::shared_ptr<const Sheet>;

// ---- before the transaction: reads bytes and looks through them
Result<Sheets> open(Workspace&, FileId);
// The likeliest meaning of everything; `kind` none: by its headings.
Import draft(const Sheet&, FileId, std::string name, std::optional<ImportKind> kind, Currency);
// After a change of meaning: says what is still missing, or counts what would happen. Writes nothing.
void look_through(Workspace&, const Sheet&, Import&);

// ---- in it
Result<records::Of<Import>> start(Tx&, ImportId);
Result<records::Of<Import>> take_back(Tx&, ImportId);

// ---- after it
// Works one import off until it rests or `stop` asks. `told` hears of every commit.
void work_off(Workspace&, ImportId, std::stop_token stop = {}, const std::function<void(const Import&)>& told = {});
// Works off whatever is to be done, for as long as the server runs. On a thread of its own.
void work(std::stop_token, Workspace&);
// The rows that are left out, as a table: row, reason, and the cells as they came.
std::string bad_rows(const Workspace&, Tx&, const Import&);

// For the command line. What would happen; and all of it at once: keeps the file, drafts, and runs.
Result<Import> dry_run(Workspace&, std::optional<ImportKind>, std::string name, std::string_view bytes);
Result<Import> bring_in(Workspace&, const Actor&, std::optional<ImportKind>, std::string name, std::string_view bytes,
                        const std::function<void(const Import&)>& told = {});

const Feature& feature();

}  // namespace imports
