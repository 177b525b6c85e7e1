#include "platform/http/openapi.h"

#include <map>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "base/json.h"
#include "platform/records/record_routes.h"

namespace http {
namespace {

using describe::Kind;
using describe::Shape;
using describe::Type;

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["type","title","status","code","detail"],"properties":{"type":{"type":"string"},"title":{"type":"string"},)"
    R"("status":{"type":"integer"},"code":{"type":"string"},"detail":{"type":"string","description":"A sentence for the one who asked."},)"
    R"("errors":{"type":"array","items":{"type":"object","required":["pointer","detail"],"properties":{"pointer":{"type":"string",)"
    R"("description":"RFC 6901"},"detail":{"type":"string"}}}},"current":{"type":"object","description":"The record as it is now."}}})";
constexpr std::string_view money_schema =
    R"({"type":"object","required":["minor","currency"],"additionalProperties":false,"properties":{"minor":{"type":"integer","format":"int64"},)"
    R"("currency":{"type":"string","pattern":"^[A-Z]{3}$"}}})";

class Printer {
public:
    Printer(const Router& router, std::span<const records::Noun* const> nouns, std::string_view version) : router_(router), version_(version) {
        for (const auto* noun : nouns) {
            nouns_[noun->shape] = noun;
        }
    }

    std::string print() {
        std::string paths = print_paths();  // first, because it finds the components
        std::string out = fmt::format(R"({{"openapi":"3.1.0","info":{{"title":"Steward","version":"{}","license":{{"name":"AGPL-3.0-or-later",)"
                                      R"("identifier":"AGPL-3.0-or-later"}}}},"servers":[{{"url":"/api/v1"}}],)"
                                      R"("security":[{{"token":[]}},{{"session":[]}}],"paths":{{)", version_);
        out += paths + R"(},"components":{"securitySchemes":{"token":{"type":"http","scheme":"bearer"},)"
                       R"("session":{"type":"apiKey","in":"cookie","name":"__Host-steward"}},"responses":{"Problem":{"description":)"
                       R"("A refusal with a sentence (RFC 9457).","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},"schemas":{)";
        components_["Problem"] = problem_schema;
        components_["Money"] = money_schema;
        for (const auto& [name, schema] : components_) {
            out += out.back() == '{' ? "" : ",";
            out += fmt::format("\"{}\":{}", name, schema);
        }
        return out + "}}}";
    }

private:
    std::string print_paths() {
        std::map<std::string, std::map<Method, const Route*>> by_path;
        for (const auto& route : router_.all()) {
            by_path[route.path][route.method] = &route;
        }
        std::string out;
        for (const auto& [path, routes] : by_path) {
            out += out.empty() ? "\"" : ",\"";
            out += path + "\":{";
            for (const auto& [method, route] : routes) {
                out += out.back() == '{' ? "" : ",";
                print_operation(out, *route);
            }
            out += '}';
        }
        return out;
    }

    void print_operation(std::string& out, const Route& route) {
        out += fmt::format(R"("{}":{{"operationId":"{}","tags":["{}"])", lower(word(route.method)), operation_id(route), route.noun);
        if (!route.words.empty()) {
            out += R"(,"summary":)";
            json::print_text(out, route.words);
        }
        if (route.who == Who::anyone) {
            out += R"(,"security":[])";
        } else if (route.who == Who::admin) {
            out += R"(,"description":"For administrators.")";
        }
        print_parameters(out, route);
        print_body(out, route);
        print_responses(out, route);
        out += '}';
    }

    void print_parameters(std::string& out, const Route& route) {
        std::string all;
        for (std::size_t at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1)) {
            const auto name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
            add(all, fmt::format(R"({{"name":"{}","in":"path","required":true,"schema":{{"type":"string"}}}})", name));
        }
        std::set<std::string> said;
        for (const auto& name : route.query) {
            said.insert(name);
            add(all, query_parameter(name, R"({"type":"string"})"));
        }
        if (const auto noun = nouns_.find(route.answers); route.answers_list && noun != nouns_.end() && !said.contains("cursor")) {
            print_list_parameters(all, *noun->second, said);
        }
        if (route.needs_version) {
            add(all, R"({"name":"If-Match","in":"header","required":true,"schema":{"type":"string"},"description":"The record's ETag."})");
        }
        if (route.method == Method::post && !route.answers_secret && route.who != Who::anyone) {
            add(all, R"({"name":"Idempotency-Key","in":"header","schema":{"type":"string","maxLength":200}})");
        }
        if (!all.empty()) {
            out += R"(,"parameters":[)" + all + ']';
        }
    }

    static void print_list_parameters(std::string& all, const records::Noun& noun, const std::set<std::string>& said) {
        for (const auto& filter : noun.filters) {
            std::string schema;
            describe::print_schema(schema, *filter.type);
            add(all, query_parameter("filter[" + filter.name + "]", schema));
        }
        std::string sorts;
        for (const auto& sort : noun.sorts) {
            sorts += fmt::format(R"({}"{}","-{}")", sorts.empty() ? "" : ",", sort.name, sort.name);
        }
        add(all, query_parameter("sort", fmt::format(R"({{"type":"string","enum":[{}]}})", sorts)));
        if (!said.contains("limit")) {
            add(all, query_parameter("limit", R"({"type":"integer","minimum":1,"maximum":200})"));
        }
        add(all, query_parameter("cursor", R"({"type":"string"})"));
    }

    void print_body(std::string& out, const Route& route) {
        if (!route.act || route.act->reads == Reads::nothing) {
            return;
        }
        if (route.act->reads == Reads::bytes) {
            out += R"(,"requestBody":{"required":true,"content":{"*/*":{"schema":{"type":"string","format":"binary"}}}})";
            return;
        }
        std::string schema;
        if (route.method == Method::patch) {
            schema = print_patch(*route.act->body);
        } else {
            name(*route.act->body);
            schema = reference(route.act->body->name);
        }
        const auto type = route.method == Method::patch ? R"(application/merge-patch+json":{"schema":)" + schema + R"(},"application/json)" : "application/json";
        out += fmt::format(R"(,"requestBody":{{"required":true,"content":{{"{}":{{"schema":{}}}}}}})", type, schema);
    }

    // A merge patch says only what changes, and null clears what may be absent.
    std::string print_patch(const Shape& shape) {
        std::string fields;
        for (const auto& field : shape.fields) {
            if (field.name == "id") {
                continue;
            }
            std::string schema;
            find_components(*field.type);
            describe::print_schema(schema, *field.type);
            fields += fmt::format("{}{}{}", fields.empty() ? "" : ",", field.key,
                                  field.type->optional ? R"({"anyOf":[)" + schema + R"(,{"type":"null"}]})" : schema);
        }
        component(std::string{shape.name} + "Patch", R"({"type":"object","additionalProperties":false,"properties":{)" + fields + "}}");
        return reference(std::string{shape.name} + "Patch");
    }

    void print_responses(std::string& out, const Route& route) {
        out += fmt::format(R"(,"responses":{{"{}":{{"description":"{}")", route.answers_status, route.answers_status == 204 ? "Done" : "The answer");
        if (route.answers != nullptr) {
            name(*route.answers);
            const auto one = reference(route.answers->name);
            const auto schema = route.answers_list ? R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":)" + one +
                                                         R"(},"next_cursor":{"type":"string"}}})"
                                                   : one;
            out += R"(,"content":{"application/json":{"schema":)" + schema + "}}";
        } else if (route.answers_status != 204) {
            out += R"(,"content":{"application/json":{"schema":{}}})";
        }
        out += R"(},"4XX":{"$ref":"#/components/responses/Problem"},"5XX":{"$ref":"#/components/responses/Problem"}})";
    }

    // Takes the shape, and those inside it, into the components.
    void name(const Shape& shape) {
        const auto noun = nouns_.find(&shape);
        if (!named_.insert(&shape).second) {
            return;
        }
        std::string schema;
        if (noun != nouns_.end()) {
            records::print_answer_schema(schema, *noun->second);
        } else {
            describe::print_schema(schema, shape);
        }
        component(std::string{shape.name}, std::move(schema));
        for (const auto& field : shape.fields) {
            find_components(*field.type);
        }
    }

    void find_components(const Type& type) {
        if (type.kind == Kind::list) {
            find_components(*type.list_of());
        } else if (type.kind == Kind::shape) {
            name(*type.shape());
        }
    }

    void component(std::string called, std::string schema) {
        const auto [at, fresh] = components_.emplace(std::move(called), schema);
        if (!fresh && at->second != schema) {
            throw std::logic_error(fmt::format("two different shapes are called {}: a reader of the API could not tell them apart", at->first));
        }
    }

    static void add(std::string& all, const std::string& one) { all += (all.empty() ? "" : ",") + one; }
    static std::string query_parameter(const std::string& name, const std::string& schema) {
        return fmt::format(R"({{"name":"{}","in":"query","schema":{}}})", name, schema);
    }
    static std::string reference(std::string_view name) { return fmt::format(R"({{"$ref":"#/components/schemas/{}"}})", name); }
    static std::string lower(std::string_view text) {
        std::string out{text};
        for (auto& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return out;
    }
    // GET /parties/{party}/promises -> get_parties_party_promises
    static std::string operation_id(const Route& route) {
        std::string id = lower(word(route.method));
        for (const char c : route.path) {
            if (c == '/' || c == '-') {
                id += '_';
            } else if (c != '{' && c != '}') {
                id += c;
            }
        }
        return id;
    }

    const Router& router_;
    const std::string_view version_;
    std::map<const Shape*, const records::Noun*> nouns_;
    std::map<std::string, std::string> components_;
    std::set<const Shape*> named_;
};

}  // namespace

std::string openapi(const Router& router, std::span<const records::Noun* const> nouns, std::string_view version) {
    return Printer{router, nouns, version}.print();
}

}  // namespace http
