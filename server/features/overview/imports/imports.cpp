#include "features/overview/imports/imports.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "features/ground/files/files.h"
#include "features/overview/imports/import_sheet.h"
#include "features/overview/imports/import_writer.h"

namespace imports {
namespace {

Actor the_system() {
    Actor actor;
    actor.kind = Actor::Kind::system;
    return actor;
}

void count(ImportPreview& preview, Verdict verdict) {
    switch (verdict) {
        case Verdict::same: ++preview.same; break;
        case Verdict::changed: ++preview.changed; break;
        case Verdict::new_: ++preview.new_; break;
        case Verdict::conflict: ++preview.conflicts; break;
        case Verdict::bad: ++preview.bad; break;
    }
}

std::string why_not_enough(const Import& import) {
    std::vector<std::optional<std::string>> mapped;
    for (const auto& column : import.columns) {
        mapped.push_back(column.field ? std::optional{column.field->it} : std::nullopt);
    }
    return import_fields::why_not_enough(import.kind, mapped);
}

std::string as_row(const Sheet& sheet, int row, std::string_view why, std::span<const std::string> cells) {
    std::vector<std::string> out{std::to_string(row), std::string{why}};
    out.insert(out.end(), cells.begin(), cells.end());
    out.resize(std::max(out.size(), sheet.headings().size() + 2));
    std::string line;
    csv::write(line, out);
    return line;
}

std::string heading_row(const Sheet& sheet) {
    std::vector<std::string> out{"row", "why"};
    out.insert(out.end(), sheet.headings().begin(), sheet.headings().end());
    std::string line;
    csv::write(line, out);
    return line;
}

// The same reading and judging as when it runs, row by row.
void each_judged(Tx& tx, const Sheet& sheet, const Import& import, Ref<void(const Sheet::Row&, const RowOutcome&)> each) {
    RowReader reader{sheet, import};
    ImportWriter writer{import, reader};
    sheet.each_row([&](const Sheet::Row& row) {
        auto plan = reader.read(row);
        each(row, writer.judge(tx, plan));
        return true;
    });
}

Result<Sheets> opened(std::string_view bytes) {
    auto sheet = Sheet::open(bytes);
    if (!sheet) {
        return sheet.no();
    }
    return Sheets{std::make_shared<const Sheet>(std::move(*sheet))};
}

}  // namespace

Result<Sheets> open(Workspace& workspace, FileId id) {
    std::optional<std::string> bytes;
    workspace.read([&](Tx& tx) {
        tx.act_as(the_system());
        if (const auto file = files::find(tx, id)) bytes = files::content(workspace, tx, file->it);
    });
    return bytes ? opened(*bytes) : No::about("/file", "This file is not here. Send it again.");
}

Import draft(const Sheet& sheet, FileId file, std::string name, std::optional<ImportKind> kind, Currency currency) {
    Import import;
    import.file = file;
    import.name = {std::move(name)};
    import.kind = kind ? *kind : import_fields::recognise(sheet.headings());
    import.columns = sheet.columns(import.kind);
    import.rows = sheet.rows();
    import.progress.total = sheet.rows();
    import.currency = currency;
    import.day_order = habits_of(sheet, import.columns).day_order;
    return import;
}

void look_through(Workspace& workspace, const Sheet& sheet, Import& import) {
    import.preview.reset();
    import.why.reset();
    if (auto why = why_not_enough(import); !why.empty()) {
        import.state = ImportState::mapping;
        import.why = Text<1, 500>{why};
        return;
    }
    import.state = ImportState::previewed;
    auto& preview = import.preview.emplace();
    workspace.read([&](Tx& tx) {
        tx.act_as(the_system());
        each_judged(tx, sheet, import, [&](const Sheet::Row&, const RowOutcome& outcome) { count(preview, outcome.verdict); });
    });
}

Result<records::Of<Import>> start(Tx& tx, ImportId id) {
    auto import = records::take<Import>(tx, id);
    if (!import) {
        return records::not_here<Import>();
    }
    switch ((*import)->state) {
        case ImportState::mapping: return No{Refusal::not_valid, (*import)->why ? (*import)->why->it : "Say first what the columns mean."};
        case ImportState::undoing: return No{Refusal::try_later, "This import is being taken back. Start it again when that is done."};
        case ImportState::running:
        case ImportState::done: return records::Of<Import>{*import};  // starting twice is starting once
        case ImportState::previewed:
        case ImportState::failed:
        case ImportState::undone: break;
    }
    if ((*import)->kind == ImportKind::members && tx.actor().kind == Actor::Kind::member && !tx.actor().admin) {
        return No{Refusal::not_allowed, "Only an administrator brings colleagues in. Ask one of them to import this sheet."};
    }
    import_store::drop_faults(tx, id);
    (*import)->state = ImportState::running;
    (*import)->preview = ImportPreview{};
    (*import)->progress = {0, (*import)->rows};
    (*import)->kept = 0;
    (*import)->why.reset();
    (*import)->started_by = tx.me() ? std::optional{tx.me()} : std::nullopt;
    return save(tx, std::move(*import), "imports.started");
}

Result<records::Of<Import>> take_back(Tx& tx, ImportId id) {
    auto import = records::take<Import>(tx, id);
    if (!import) {
        return records::not_here<Import>();
    }
    if ((*import)->state != ImportState::running && (*import)->state != ImportState::done) {
        return records::Of<Import>{*import};
    }
    (*import)->state = ImportState::undoing;
    (*import)->progress = {0, import_store::last_place(tx, id)};
    return save(tx, std::move(*import), "imports.being_taken_back");
}

std::string bad_rows(const Workspace& workspace, Tx& tx, const Import& import) {
    const auto file = files::find(tx, import.file);
    const auto sheet = file ? opened(files::content(workspace, tx, file->it)) : Result<Sheets>{records::not_here<File>()};
    if (!sheet) {
        return {};
    }
    std::string out = heading_row(**sheet);
    if (import.may_be_mapped()) {
        each_judged(tx, **sheet, import, [&](const Sheet::Row& row, const RowOutcome& outcome) {
            if (outcome.verdict >= Verdict::conflict) {
                out += as_row(**sheet, row.number, outcome.why, std::vector<std::string>(row.cells.begin(), row.cells.end()));
            }
        });
        return out;
    }
    import_store::each_fault(tx, import.id, [&](const import_store::FaultRow& fault) {
        std::vector<std::string> cells;
        if (const auto document = json::parse(fault.cells)) {
            for (std::size_t i = 0; i < document->view().size(); ++i) cells.emplace_back(document->view().at(i).text().value_or(""));
        }
        out += as_row(**sheet, fault.row, fault.why, cells);
    });
    return out;
}

Result<Import> dry_run(Workspace& workspace, std::optional<ImportKind> kind, std::string name, std::string_view bytes) {
    const auto sheet = opened(bytes);
    if (!sheet) {
        return sheet.no();
    }
    auto import = draft(**sheet, {}, std::move(name), kind, Currency::named(workspace.company()->currency).value_or(Currency{}));
    look_through(workspace, **sheet, import);
    return import;
}

Result<Import> bring_in(Workspace& workspace, const Actor& actor, std::optional<ImportKind> kind, std::string name, std::string_view bytes,
                        const std::function<void(const Import&)>& told) {
    const auto sheet = opened(bytes);
    if (!sheet) {
        return sheet.no();
    }
    const auto kept = files::keep(workspace, bytes);
    const auto currency = Currency::named(workspace.company()->currency).value_or(Currency{});
    auto import = draft(**sheet, {}, name, kind, currency);
    look_through(workspace, **sheet, import);
    auto begun = workspace.act<records::Of<Import>>(actor, [&](Tx& tx) -> Result<records::Of<Import>> {
        auto file = files::put(tx, kept, name, "text/csv");
        if (!file) return file.no();
        Import drafted = import;
        drafted.file = file->it.id;
        auto made = records::create(tx, std::move(drafted));
        return made ? start(tx, made->it.id) : made;
    });
    if (!begun) {
        return begun.no();
    }
    // Where a server runs, its own worker may take this import up first; then we only watch.
    while (true) {
        work_off(workspace, begun->it.id, {}, told);
        const auto now = workspace.look<Import>(actor, [&](Tx& tx) { return records::find<Import>(tx, begun->it.id)->it; });
        if (!now.is_moving()) {
            return now;
        }
        if (told) told(now);
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
}

}  // namespace imports
