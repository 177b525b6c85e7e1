#include <filesystem>

#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/refused.h"
#include "features/ground/members/members.h"
#include "features/overview/imports/imports.h"

namespace app {
namespace {

struct Wanted {
    std::string kind = "auto";
    std::string file;
    std::string member;
    bool dry = false;
    bool json = false;
};

Result<std::optional<ImportKind>> kind_of(const std::string& word) {
    ImportKind kind{};
    if (word == "auto") {
        return std::optional<ImportKind>{};
    }
    auto bad = describe::type<ImportKind>().from_text(word, &kind);
    return bad.empty() ? Result<std::optional<ImportKind>>{std::optional{kind}} : No{Refusal::not_valid, "A kind of import: " + bad};
}

// Whoever is named brings it in; otherwise the house itself does.
Result<Actor> actor_of(Workspace& workspace, const std::string& email) {
    Actor actor;
    actor.kind = Actor::Kind::system;
    if (email.empty()) {
        return actor;
    }
    workspace.read([&](Tx& tx) {
        const auto member = members::with_email(tx, {email});
        actor = member ? members::acting_as(tx, *member) : Actor{};
    });
    return actor.member ? Result<Actor>{actor} : No{Refusal::not_found, "Nobody with this address works here. See: steward member list"};
}

std::string summary(const Import& import) {
    const auto counts = import.preview.value_or(ImportPreview{});
    return fmt::format("{}: {} rows: {} new, {} the same, {} changed, {} in doubt, {} bad.\n", describe::word(import.state), import.rows, counts.new_,
                       counts.same, counts.changed, counts.conflicts, counts.bad);
}

int run(Workspace& workspace, Terminal& terminal, const Wanted& wanted) {
    const auto kind = kind_of(wanted.kind);
    if (!kind) {
        return refused(terminal, kind.no());
    }
    const auto actor = actor_of(workspace, wanted.member);
    if (!actor) {
        return refused(terminal, actor.no());
    }
    const auto bytes = terminal.file(wanted.file);
    const auto name = std::filesystem::path{wanted.file}.filename().string();
    const auto import = wanted.dry ? imports::dry_run(workspace, *kind, name, bytes)
                                   : imports::bring_in(workspace, *actor, *kind, name, bytes, [&](const Import& now) {
                                         terminal.progress(now.progress.done, now.progress.total, "rows");
                                     });
    if (!import) {
        return refused(terminal, import.no());
    }
    terminal.say(wanted.json ? describe::print(*import) + "\n" : summary(*import));
    if (import->why) {
        terminal.complain(import->why->it);
    }
    return import->state == ImportState::done || (wanted.dry && import->state == ImportState::previewed) ? leave::well : leave::refused;
}

}  // namespace

void add_import(CommandLine& line) {
    auto& command = line.command("import", "Bring a sheet in; repeating it changes nothing twice");
    auto wanted = std::make_shared<Wanted>();
    command.add_option("kind", wanted->kind, "parties, members, purchases, or auto")->required();
    command.add_option("file", wanted->file, "The sheet, CSV")->required();
    command.add_option("--member", wanted->member, "The address of the colleague who brings it in");
    command.add_flag("--dry-run", wanted->dry, "Only say what would happen");
    command.add_flag("--json", wanted->json, "As JSON");
    line.runs_on_workspace(command, [wanted](Workspace& workspace, Terminal& terminal) { return run(workspace, terminal, *wanted); });
}

}  // namespace app
