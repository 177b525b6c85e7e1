#include <algorithm>

#include <fmt/format.h>

#include "features/ground/files/files.h"
#include "features/overview/imports/import_limits.h"
#include "features/overview/imports/import_sheet.h"
#include "features/overview/imports/import_store.h"
#include "features/overview/imports/imports.h"
#include "platform/records/record_routes.h"

namespace imports {
namespace {

using http::Reply;
using http::Request;

enum class AskedKind { auto_, parties, members, purchases };
BOOST_DESCRIBE_ENUM(AskedKind, auto_, parties, members, purchases)

struct BeginImport {
    FileId file;
    std::optional<AskedKind> kind;  // none, or auto: by its headings
    std::optional<Currency> currency;
};
BOOST_DESCRIBE_STRUCT(BeginImport, (), (file, kind, currency))

// What PATCH reads; `mapping` is an object of column -> field, "" for none.
struct ImportChanges {
    std::optional<ImportKind> kind;
    std::optional<Currency> currency;
    std::optional<DayOrder> day_order;
    std::optional<Matching> matching;
};
BOOST_DESCRIBE_STRUCT(ImportChanges, (), (kind, currency, day_order, matching))

Result<Reply> answer(Tx& tx, const Result<records::Of<Import>>& import, int status = 200) {
    return import ? Result<Reply>{records::reply(tx, *import, status)} : import.no();
}

std::optional<ImportKind> kind_of(std::optional<AskedKind> asked) {
    switch (asked.value_or(AskedKind::auto_)) {
        case AskedKind::auto_: return std::nullopt;
        case AskedKind::parties: return ImportKind::parties;
        case AskedKind::members: return ImportKind::members;
        case AskedKind::purchases: return ImportKind::purchases;
    }
    return std::nullopt;
}

std::string name_of_file(Workspace& workspace, FileId id) {
    std::string name = "file";
    workspace.read([&](Tx& tx) {
        if (const auto file = files::find(tx, id)) name = file->it.name.it;
    });
    return name;
}

Result<http::Verb> begin_import(const Request& request) {
    const auto sent = describe::read<BeginImport>(request.body);
    if (!sent) {
        return sent.no();
    }
    auto& workspace = *request.workspace;
    const auto sheet = open(workspace, sent->file);
    if (!sheet) {
        return sheet.no();
    }
    const auto currency = sent->currency.value_or(Currency::named(workspace.company()->currency).value_or(Currency{}));
    auto import = draft(**sheet, sent->file, name_of_file(workspace, sent->file), kind_of(sent->kind), currency);
    look_through(workspace, **sheet, import);
    return http::Verb{[import = std::move(import)](Tx& tx) -> Result<Reply> {
        if (!files::find(tx, import.file)) {
            return No::about("/file", "This file is not here. Send it again.");
        }
        return answer(tx, records::create(tx, import), 201);
    }};
}

std::optional<Fault> map_column(Import& import, std::string_view column, json::View field) {
    const auto pointer = json::pointer_step("/mapping", column);
    const auto wanted = field.is_null() ? std::optional<std::string_view>{""} : field.text();
    const auto found = std::find_if(import.columns.begin(), import.columns.end(), [&](const ImportColumn& one) { return one.name.it == column; });
    if (found == import.columns.end()) {
        return Fault{pointer, fmt::format("There is no column \"{}\" in this file.", text::shorten(column, 60))};
    }
    if (!wanted || (!wanted->empty() && !import_fields::knows(import.kind, *wanted))) {
        return Fault{pointer, "This is no field that a column can fill."};
    }
    if (wanted->empty()) {
        found->field.reset();
        return std::nullopt;
    }
    for (auto& other : import.columns) {  // a field is filled by one column: the last one that was chosen
        if (other.field && other.field->it == *wanted) other.field.reset();
    }
    found->field = Text<1, 40>{std::string{*wanted}};
    return std::nullopt;
}

void map_anew(const Sheet& sheet, Import& import, ImportKind kind) {
    import.kind = kind;
    import.columns = sheet.columns(kind);
    import.day_order = habits_of(sheet, import.columns).day_order;
}

// Reads the changes by hand, because the names in `mapping` are the file's own.
Result<Import> changed(const Sheet& sheet, Import import, std::string_view body) {
    const auto document = describe::parse_object(body);
    if (!document) {
        return document.no();
    }
    std::string rest = "{";
    Faults faults;
    std::optional<json::View> mapping;
    document->view().each_member([&](std::string_view key, json::View value) {
        if (key == "mapping") {
            mapping = value;
            return;
        }
        if (rest.size() > 1) rest += ',';
        json::print_text(rest, key);
        rest += ':' + value.print();
    });
    const auto said = describe::read<ImportChanges>(rest + '}');
    if (!said) {
        return said.no();
    }
    if (said->kind && *said->kind != import.kind) map_anew(sheet, import, *said->kind);
    if (said->currency) import.currency = *said->currency;
    if (said->day_order) import.day_order = *said->day_order;
    if (said->matching) import.matching = *said->matching;
    if (mapping && !mapping->is_object()) {
        return No::about("/mapping", "Say the field of each column, like {\"Company\": \"company_name\"}.");
    }
    if (mapping) {
        mapping->each_member([&](std::string_view column, json::View field) {
            if (auto fault = map_column(import, column, field)) faults.push_back(std::move(*fault));
        });
    }
    return faults.empty() ? Result<Import>{std::move(import)} : describe::refusal(std::move(faults));
}

Result<http::Verb> change_import(const Request& request) {
    auto& workspace = *request.workspace;
    const auto id = request.id<Import>("import");
    std::optional<Import> now;
    workspace.read([&](Tx& tx) {
        if (const auto import = records::find<Import>(tx, id)) now = import->it;
    });
    if (!now) {
        return records::not_here<Import>();
    }
    const auto sheet = open(workspace, now->file);
    if (!sheet) {
        return sheet.no();
    }
    auto wanted = changed(**sheet, std::move(*now), request.body);
    if (!wanted) {
        return wanted.no();
    }
    look_through(workspace, **sheet, *wanted);
    return http::Verb{[id, version = request.if_match(), wanted = std::move(*wanted)](Tx& tx) -> Result<Reply> {
        auto import = records::take<Import>(tx, id);
        if (!import) {
            return records::not_here<Import>();
        }
        if (!(*import)->may_be_mapped()) {
            return No{Refusal::already_changed, "This import has been started. Its columns cannot be changed any more."};
        }
        if (version && *version != import->stamp.version) {
            return No{Refusal::already_changed, "Someone has changed this in the meantime. Look at what stands there now, then decide.", {},
                      records::json(tx, records::Of<Import>{*import})};
        }
        import->it = wanted;
        return answer(tx, save(tx, std::move(*import), "imports.mapped"));
    }};
}

Result<Reply> start_import(Tx& tx, const Request& request) { return answer(tx, start(tx, request.id<Import>("import"))); }
Result<Reply> take_import_back(Tx& tx, const Request& request) { return answer(tx, take_back(tx, request.id<Import>("import"))); }

Result<Reply> list_imports(Tx& tx, const Request& request) {
    auto ask = records::ask_of(request);
    if (!ask) {
        return ask.no();
    }
    if (ask->sort.empty()) ask->sort = "-created_at";
    auto page = records::list_json(tx, records::noun<Import>(), *ask);
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

Result<Reply> bad_rows_of(Tx& tx, const Request& request) {
    const auto import = records::find<Import>(tx, request.id<Import>("import"));
    if (!import) {
        return records::not_here<Import>();
    }
    return Reply{200, bad_rows(*request.workspace, tx, import->it), "text/csv; charset=utf-8"}
        .with("Content-Disposition", file_rules::disposition("left out of " + import->it.name.it))
        .with("X-Content-Type-Options", "nosniff");
}

// What stayed when the import was taken back, and why.
Result<Reply> kept_of(Tx& tx, const Request& request) {
    const auto import = records::find<Import>(tx, request.id<Import>("import"));
    if (!import) {
        return records::not_here<Import>();
    }
    std::string out = R"({"items":[)";
    for (const auto& one : import_store::kept(tx, import->it.id, kept_shown_max)) {
        if (!records::find_named(tx, one.noun, one.record)) continue;
        out += out.back() == '[' ? "" : ",";
        out += fmt::format(R"({{"noun":"{}","id":"{}","why":)", one.noun, ids::to_text(one.record));
        json::print_text(out, one.why);
        out += '}';
    }
    return Reply::ok(out + "]}");
}

// From which rows of which files a record comes, with the cells that no field took.
Result<Reply> origins_of(Tx& tx, const Request& request) {
    const auto about = request.asked("about").value_or("");
    const auto colon = about.find(':');
    const auto id = colon == std::string_view::npos ? std::nullopt : ids::from_text(about.substr(colon + 1));
    if (!id || !records::find_named(tx, about.substr(0, colon), *id, records::See::also_removed)) {
        return No{Refusal::not_found, "This is not here."};
    }
    std::string out = R"({"items":[)";
    for (const auto& origin : import_store::origins(tx, *id)) {
        const auto import = records::find<Import>(tx, origin.import);
        out += out.back() == '[' ? "" : ",";
        out += fmt::format(R"({{"import":"{}","row":{},"file":)", ids::to_text(origin.import), origin.row);
        json::print_text(out, import ? import->it.name.it : "");
        out += R"(,"unmapped":)" + (origin.unmapped.empty() ? "{}" : origin.unmapped) + '}';
    }
    return Reply::ok(out + "]}");
}

void routes(http::Router& at) {
    at.post("/imports", http::prepared(begin_import, &describe::shape<BeginImport>()))
        .gives<Import>(201)
        .limited(http::Rate::costly)
        .says("Read a sheet: its columns are given their likely meaning, and what would happen is counted. Writes nothing else");
    at.get("/imports", list_imports).lists<Import>().says("Imports, the newest first");
    at.patch("/imports/{import}", http::prepared(change_import, &describe::shape<ImportChanges>()))
        .gives<Import>()
        .limited(http::Rate::costly)
        .says("Say what the columns mean, in `mapping`: {column: field}; counts again what would happen");
    at.put("/imports/{import}/running", start_import).gives<Import>().limited(http::Rate::writing).says("Start the import");
    at.remove("/imports/{import}/running", take_import_back)
        .gives<Import>()
        .limited(http::Rate::writing)
        .says("Take the whole import back, but for what someone has gone on with since");
    at.get("/imports/{import}/bad-rows", bad_rows_of).says("The rows that are left out, as a table with the reason of each");
    at.get("/imports/{import}/kept", kept_of).says("What stayed when the import was taken back, and why");
    at.get("/origins", origins_of).asks({"about"}).says("From which rows of which files a record comes: about=party:ID");
    records::add_routes(at, records::noun<Import>(), {.list = false, .count = false, .patch = false, .remove = false});
}

}  // namespace

const Feature& feature() {
    static const Feature made{.name = "imports", .routes = routes, .nouns = {&records::noun<Import>()}, .work = work};
    return made;
}

}  // namespace imports
