#include "features/overview/imports/import.h"

namespace {

void print_fields(std::string& out, ImportKind kind) {
    out += R"(,"fields":[)";
    for (const auto& meaning : import_fields::of(kind)) {
        out += out.back() == '[' ? R"({"name":)" : R"(,{"name":)";
        json::print_text(out, meaning.name);
        out += R"(,"words":)";
        json::print_text(out, meaning.words);
        out += R"(,"required":)" + std::string{meaning.required ? "true" : "false"} + '}';
    }
    out += ']';
}

void print_unmapped(std::string& out, const Import& import) {
    out += R"(,"unmapped":[)";
    for (const auto& column : import.columns) {
        if (!column.field) {
            if (out.back() != '[') out += ',';
            json::print_text(out, column.name.it);
        }
    }
    out += ']';
}

void also_prints(Tx&, const Import& import, std::string& out) {
    print_fields(out, import.kind);
    print_unmapped(out, import);
    if (import.preview && import.preview->bad + import.preview->conflicts > 0) {
        out += R"(,"bad_rows_file":"/api/v1/imports/)" + ids::to_text(import.id) + R"(/bad-rows")";
    }
}

}  // namespace

template <>
const records::Noun& records::noun<Import>() {
    static const Noun made = NounOf<Import>("import", "imports").sorted_by_column("created_at").also_prints(::also_prints).never_removed().never_undone();
    return made;
}
