#include "platform/http/route.h"

#include <algorithm>
#include <stdexcept>

namespace http {
namespace {

using Params = std::vector<std::pair<std::string, std::string>>;

const std::string* value_of(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name);
// Matches "/parties/{party}" with "/parties/0abc..." step by step; fills the parameters.
bool matches(std::string_view pattern, std::string_view path, Params& params);
std::string_view take_step(std::string_view& path);
std::string first_noun(std::string_view pattern);
bool same_shape(std::string_view one, std::string_view other);

}  // namespace

std::string_view Request::param(std::string_view name) const {
    const auto* value = value_of(params, name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

std::optional<std::string_view> Request::asked(std::string_view name) const {
    const auto* value = value_of(query, name);
    return value == nullptr ? std::nullopt : std::optional{std::string_view{*value}};
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto* value = value_of(headers, name);
    return value == nullptr ? std::nullopt : std::optional{std::string_view{*value}};
}

std::optional<std::int64_t> Request::if_match() const {
    auto tag = header("if-match").value_or("");
    if (tag.starts_with("W/")) {
        tag.remove_prefix(2);
    }
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') {
        return std::nullopt;
    }
    std::int64_t version = 0;
    const bool sound = describe::integer_type.from_text(tag.substr(1, tag.size() - 2), &version).empty();
    return sound ? std::optional{version} : std::nullopt;
}

Act::Act(Result<Reply> (*verb)(Tx&, const Request&))
    : prepare([verb](const Request& request) -> Result<Verb> {
          if (!request.body.empty()) {
              return No{Refusal::not_valid, "Nothing is read here: send no body."};
          }
          return Verb{[verb, &request](Tx& tx) { return verb(tx, request); }};
      }) {}

Act raw(Result<Reply> (*verb)(Tx&, const Request&), const describe::Shape* shape) {
    return {shape, [verb](const Request& request) -> Result<Verb> { return Verb{[verb, &request](Tx& tx) { return verb(tx, request); }}; }};
}

Act prepared(Result<Verb> (*prepare)(const Request&), const describe::Shape* shape) { return {shape, prepare}; }

Route& Router::get(std::string path, Look look) {
    Route route{Method::get, std::move(path), {}, Who::member, Rate::reading, std::move(look), {}};
    return add(std::move(route));
}
Route& Router::post(std::string path, Act act) { return add({Method::post, std::move(path), {}, Who::member, Rate::writing, {}, std::move(act)}); }
Route& Router::put(std::string path, Act act) { return add({Method::put, std::move(path), {}, Who::member, Rate::writing, {}, std::move(act)}); }
Route& Router::patch(std::string path, Act act) { return add({Method::patch, std::move(path), {}, Who::member, Rate::writing, {}, std::move(act)}); }
Route& Router::remove(std::string path, Act act) { return add({Method::remove, std::move(path), {}, Who::member, Rate::writing, {}, std::move(act)}); }

const Route* Router::match(Method method, std::string_view path, Params& params, bool& other_method) const {
    const Route* found = nullptr;
    other_method = false;
    for (const auto& route : routes_) {
        Params mine;
        if (!matches(route.path, path, mine)) {
            continue;
        }
        if (route.method != method) {
            other_method = true;
        } else if (found == nullptr || mine.size() < params.size()) {  // a word beats a parameter: /parties/count
            found = &route;
            params = std::move(mine);
        }
    }
    return found;
}

Route& Router::add(Route route) {
    for (const auto& other : routes_) {
        if (other.method == route.method && same_shape(other.path, route.path)) {
            throw std::logic_error{"two routes answer " + route.path};
        }
    }
    route.noun = first_noun(route.path);
    return routes_.emplace_back(std::move(route));
}

namespace {

const std::string* value_of(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return found == pairs.end() ? nullptr : &found->second;
}

bool matches(std::string_view pattern, std::string_view path, Params& params) {
    while (!pattern.empty() && !path.empty()) {
        const auto wanted = take_step(pattern);
        const auto step = take_step(path);
        if (wanted.starts_with('{')) {
            if (step.empty()) {
                return false;
            }
            params.emplace_back(wanted.substr(1, wanted.size() - 2), step);
        } else if (wanted != step) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

// "/a/b" gives "a" and leaves "/b".
std::string_view take_step(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto step = path.substr(0, end);
    path.remove_prefix(end);
    return step;
}

std::string first_noun(std::string_view pattern) { return std::string{take_step(pattern)}; }

bool same_shape(std::string_view one, std::string_view other) {
    while (!one.empty() && !other.empty()) {
        const auto a = take_step(one);
        const auto b = take_step(other);
        if (a != b && !(a.starts_with('{') && b.starts_with('{'))) {
            return false;
        }
    }
    return one.empty() && other.empty();
}

}  // namespace
}  // namespace http
