#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/overview/imports/import_limits.h"
#include "features/overview/imports/import_store.h"
#include "features/overview/imports/import_writer.h"
#include "features/overview/imports/imports.h"

namespace imports {
namespace {

using Heard = std::function<void(const Import&)>;

struct Waiting {
    RowPlan plan;
    std::vector<std::string> cells;
};

std::optional<Import> look_at(Workspace& workspace, ImportId id);
Actor acting_for(const Import& import);
// Both give false when there is nothing more to do for this caller.
bool run(Workspace& workspace, const Import& import, const std::stop_token& stop, const Heard& told);
bool write_rows(Workspace& workspace, const Import& import, ImportWriter& writer, std::vector<Waiting>& rows, std::int64_t done, const Heard& told);
bool undo_some(Workspace& workspace, const Import& import, const Heard& told);
void undo_step(Tx& tx, const Import& import, const import_store::Step& step);
void undo_making(Tx& tx, const Import& import, const import_store::Step& step, const records::Noun& noun);
void undo_change(Tx& tx, const Import& import, const import_store::Step& step, const records::Noun& noun);
std::string why_it_stays(Tx& tx, const Import& import, const import_store::Step& step, const records::Record& record);
std::string why_party_stays(Tx& tx, const Import& import, PartyId party);
void fail(Workspace& workspace, const Import& import, const std::string& why);
std::string as_json(const std::vector<std::string>& cells);
import_store::Key key_of(const import_store::Step& step) { return {step.source, step.number, step.part}; }
std::string source_of(ImportId id) { return "import:" + ids::to_text(id); }

}  // namespace

void work_off(Workspace& workspace, ImportId id, std::stop_token stop, const Heard& told) {
    auto import = look_at(workspace, id);
    while (import && import->is_moving() && !stop.stop_requested()) {
        const auto before = import->state;
        bool more = true;
        try {
            more = import->state == ImportState::running ? run(workspace, *import, stop, told) : undo_some(workspace, *import, told);
        } catch (const store::Full&) {
            throw;  // it goes on from the last commit when there is room again
        } catch (const store::Lost&) {
            std::this_thread::sleep_for(std::chrono::milliseconds{200});
        } catch (const std::exception& broken) {
            if (import->state == ImportState::undoing) throw;
            spdlog::error("import {} failed: {}", ids::to_text(id), broken.what());
            fail(workspace, *import, "Something went wrong in the middle. Nothing of it was kept.");
        }
        import = look_at(workspace, id);
        if (!more && import && import->state == before) {
            return;  // it is in other hands
        }
    }
}

void work(std::stop_token stop, Workspace& workspace) {
    std::int64_t ticket = 0;
    while (!stop.stop_requested()) {
        try {
            std::vector<ImportId> moving;
            workspace.read([&](Tx& tx) { moving = import_store::moving(tx); });
            for (const auto id : moving) {
                work_off(workspace, id, stop);
            }
        } catch (const std::exception& broken) {
            spdlog::error("imports wait: {}", broken.what());
            std::this_thread::sleep_for(std::chrono::seconds{1});
        }
        workspace.store.wait_for_events(ticket, std::chrono::milliseconds{500});
        std::this_thread::sleep_for(std::chrono::milliseconds{50});  // many commits are one reason to look
    }
}

namespace {

std::optional<Import> look_at(Workspace& workspace, ImportId id) {
    std::optional<Import> found;
    workspace.read([&](Tx& tx) {
        if (const auto import = records::find<Import>(tx, id)) found = import->it;
    });
    return found;
}

Actor acting_for(const Import& import) {
    Actor actor;
    actor.kind = import.started_by ? Actor::Kind::member : Actor::Kind::system;
    actor.member = import.started_by.value_or(MemberId{});
    return actor;
}

bool run(Workspace& workspace, const Import& import, const std::stop_token& stop, const Heard& told) {
    const auto sheet = open(workspace, import.file);
    if (!sheet) {
        fail(workspace, import, sheet.no().words);
        return true;
    }
    RowReader reader{**sheet, import};
    ImportWriter writer{import, reader};
    std::vector<Waiting> rows;
    std::int64_t read = 0;
    std::int64_t done = import.progress.done;
    bool goes_on = true;
    (*sheet)->each_row([&](const Sheet::Row& row) {
        auto plan = reader.read(row);  // also those that are done: they say what was seen before
        if (++read <= done) return true;
        rows.push_back({std::move(plan), {row.cells.begin(), row.cells.end()}});
        if (rows.size() < rows_per_commit && read < import.rows) return true;
        goes_on = write_rows(workspace, import, writer, rows, done, told);
        done += static_cast<std::int64_t>(rows.size());
        rows.clear();
        return goes_on && !stop.stop_requested();
    });
    return goes_on && done < import.rows;
}

// False when someone else has gone on with it, or stopped it.
bool write_rows(Workspace& workspace, const Import& import, ImportWriter& writer, std::vector<Waiting>& rows, std::int64_t done, const Heard& told) {
    auto written = workspace.act<records::Of<Import>>(acting_for(import), [&](Tx& tx) -> Result<records::Of<Import>> {
        tx.source = source_of(import.id);
        auto now = records::take<Import>(tx, import.id);
        if (!now || (*now)->state != ImportState::running || (*now)->progress.done != done) {
            return No{Refusal::already_changed, "This import is in other hands."};
        }
        auto counted = (*now)->preview.value_or(ImportPreview{});
        for (auto& row : rows) {
            const auto outcome = writer.write(tx, row.plan);
            counted.same += outcome.verdict == Verdict::same ? 1 : 0;
            counted.changed += outcome.verdict == Verdict::changed ? 1 : 0;
            counted.new_ += outcome.verdict == Verdict::new_ ? 1 : 0;
            counted.conflicts += outcome.verdict == Verdict::conflict ? 1 : 0;
            counted.bad += outcome.verdict == Verdict::bad ? 1 : 0;
            if (outcome.verdict >= Verdict::conflict) {
                import_store::put_fault(tx, import.id, {row.plan.row, std::string{describe::word(outcome.verdict)}, outcome.why, as_json(row.cells)});
            }
        }
        (*now)->preview = counted;
        (*now)->progress.done = done + static_cast<std::int64_t>(rows.size());
        const bool finished = (*now)->progress.done >= (*now)->rows;
        if (finished) (*now)->state = ImportState::done;
        return save(tx, std::move(*now), finished ? "imports.finished" : "imports.progressed");
    });
    if (written && told) {
        told(written->it);
    }
    return static_cast<bool>(written);
}

bool undo_some(Workspace& workspace, const Import& import, const Heard& told) {
    auto undone = workspace.act<records::Of<Import>>(acting_for(import), [&](Tx& tx) -> Result<records::Of<Import>> {
        tx.source = source_of(import.id);
        auto now = records::take<Import>(tx, import.id);
        if (!now || (*now)->state != ImportState::undoing) {
            return No{Refusal::already_changed, "This import is in other hands."};
        }
        const auto steps = import_store::last_steps(tx, import.id, rows_per_commit);
        for (const auto& step : steps) {
            undo_step(tx, import, step);
        }
        (*now)->progress.done += static_cast<std::int64_t>(steps.size());
        if (!steps.empty()) {
            return save(tx, std::move(*now), "imports.progressed");
        }
        (*now)->kept = static_cast<std::int64_t>(import_store::kept(tx, import.id, import_rows_max).size());
        (*now)->state = (*now)->why ? ImportState::failed : ImportState::undone;
        return save(tx, std::move(*now), (*now)->why ? "imports.failed" : "imports.taken_back");
    });
    if (undone && told) {
        told(undone->it);
    }
    return static_cast<bool>(undone);
}

void undo_step(Tx& tx, const Import& import, const import_store::Step& step) {
    const auto* noun = records::noun_named(tx, step.noun);
    if (noun == nullptr) {
        import_store::drop_step(tx, import.id, step.place);
        return;
    }
    step.did == "made" ? undo_making(tx, import, step, *noun) : undo_change(tx, import, step, *noun);
}

void undo_making(Tx& tx, const Import& import, const import_store::Step& step, const records::Noun& noun) {
    const auto record = records::find(tx, noun, step.record, records::See::also_removed);
    if (record && !record->stamp.removed()) {
        if (auto why = why_it_stays(tx, import, step, *record); !why.empty()) {
            import_store::keep_step(tx, import.id, step.place, why);
            return;
        }
        auto gone = noun.removable ? Result<Done>{Done{}} : Result<Done>{No{Refusal::not_allowed, ""}};
        if (gone) {
            (void)records::remove(tx, noun, step.record, std::nullopt);
        } else {
            (void)members::leave(tx, {step.record});  // a colleague is never removed, but may leave
        }
    }
    import_store::drop_link(tx, key_of(step));
    import_store::drop_step(tx, import.id, step.place);
}

void undo_change(Tx& tx, const Import& import, const import_store::Step& step, const records::Noun& noun) {
    auto record = records::take(tx, noun, step.record);
    if (record && record->stamp.version != step.version) {
        import_store::keep_step(tx, import.id, step.place, "Someone changed this since.");
        return;
    }
    const auto before = json::parse(step.before);
    if (record && before) {
        describe::Any after{*noun.shape, record->it.get()};
        describe::Reading reading;
        describe::merge(before->view(), *noun.shape, after.get(), reading, {});
        (void)records::save(tx, std::move(*record), std::move(after));
    }
    if (step.link_before) {
        import_store::put_wanted(tx, key_of(step), *step.link_before);
    } else {
        import_store::drop_link(tx, key_of(step));
    }
    import_store::drop_step(tx, import.id, step.place);
}

std::string why_it_stays(Tx& tx, const Import& import, const import_store::Step& step, const records::Record& record) {
    if (record.stamp.version != step.version) {
        return "Someone changed this since.";
    }
    if (&*record.noun == &records::noun<Party>()) {
        const PartyId party{step.record};
        const bool belongs = !relationships::at(tx, party, TieKind::affiliation).empty() || !relationships::at(tx, party, TieKind::household).empty();
        return belongs ? "They belong to someone who stays." : why_party_stays(tx, import, party);
    }
    if (&*record.noun == &records::noun<Relationship>()) {
        const auto& tie = *static_cast<const Relationship*>(record.it.get());
        auto why = why_party_stays(tx, import, tie.party);
        return why.empty() && tie.other ? why_party_stays(tx, import, *tie.other) : why;
    }
    return {};
}

// Anything told about them from elsewhere is a reason: a call, a promise, a purchase. What was taken back is none.
std::string why_party_stays(Tx& tx, const Import& import, PartyId party) {
    for (const auto& source : import_store::told_from(tx, party)) {
        if (source == source_of(import.id)) continue;
        if (!source.starts_with("import:")) {
            return "Someone has gone on with them since.";
        }
        const auto other = records::find<Import>(tx, ImportId{ids::from_text(source.substr(7)).value_or(0)});
        if (other && other->it.state != ImportState::undone && other->it.state != ImportState::failed) {
            return fmt::format("The import of {} speaks of them. Take that one back first.", other->it.name.it);
        }
    }
    return {};
}

void fail(Workspace& workspace, const Import& import, const std::string& why) {
    (void)workspace.act<records::Of<Import>>(acting_for(import), [&](Tx& tx) -> Result<records::Of<Import>> {
        auto now = records::take<Import>(tx, import.id);
        if (!now || (*now)->state != ImportState::running) {
            return records::not_here<Import>();
        }
        (*now)->state = ImportState::undoing;
        (*now)->progress = {0, import_store::last_place(tx, import.id)};
        (*now)->why = Text<1, 500>{text::shorten(why, 490)};
        return save(tx, std::move(*now), "imports.being_taken_back");
    });
}

std::string as_json(const std::vector<std::string>& cells) {
    std::string out = "[";
    for (const auto& cell : cells) {
        if (out.size() > 1) out += ',';
        json::print_text(out, cell);
    }
    return out + ']';
}

}  // namespace
}  // namespace imports
