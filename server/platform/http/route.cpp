#include "platform/http/route.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace http {
namespace {

constexpr std::array<std::string_view, 5> method_words{"GET", "POST", "PUT", "PATCH", "DELETE"};

std::optional<std::string_view> in(const Pairs& pairs, std::string_view name) {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return found == pairs.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

// "/parties/{party}" -> "parties", "{party}"
std::vector<std::string_view> steps_of(std::string_view path) {
    std::vector<std::string_view> steps;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        steps.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return steps;
}

bool is_param(std::string_view step) { return step.starts_with('{'); }

}  // namespace

std::string_view word(Method method) { return method_words[static_cast<std::size_t>(method)]; }

std::string_view Request::param(std::string_view name) const { return in(params, name).value_or(std::string_view{}); }
std::optional<std::string_view> Request::asked(std::string_view name) const { return in(query, name); }
std::optional<std::string_view> Request::header(std::string_view name) const { return in(headers, name); }

std::optional<std::int64_t> Request::if_match() const {
    auto tag = header("if-match").value_or("");
    if (tag.starts_with("W/")) {  // a proxy that compressed the answer weakened its tag
        tag.remove_prefix(2);
    }
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') {
        return std::nullopt;
    }
    std::int64_t version = 0;
    const auto end = tag.data() + tag.size() - 1;
    const auto read = std::from_chars(tag.data() + 1, end, version);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{version} : std::nullopt;
}

Act::Act(Result<Reply> (*verb)(Tx&, const Request&))
    : prepare([verb](const Request& request) -> Result<Verb> { return Verb{[verb, &request](Tx& tx) { return verb(tx, request); }}; }) {}

Act raw(Result<Reply> (*verb)(Tx&, const Request&), const describe::Shape* shape) {
    Act act{verb};
    act.body = shape;
    act.reads = shape != nullptr ? Reads::json : Reads::bytes;
    return act;
}

Act prepared(Result<Verb> (*prepare)(const Request&), const describe::Shape* shape) {
    Act act{shape, prepare};
    act.reads = shape != nullptr ? Reads::json : Reads::bytes;
    return act;
}

// The tree of paths: one node per step, so that matching costs the length of the path and not the number of routes.
struct Router::Step {
    std::map<std::string, std::unique_ptr<Step>, std::less<>> words;
    std::unique_ptr<Step> param;
    std::array<const Route*, method_words.size()> routes{};

    Step& next(std::string_view step) {
        auto& child = is_param(step) ? param : words[std::string{step}];
        if (!child) {
            child = std::make_unique<Step>();
        }
        return *child;
    }
    bool has_any() const {
        return std::any_of(routes.begin(), routes.end(), [](const Route* route) { return route != nullptr; });
    }
    const Step* find(std::span<const std::string_view> steps) const {
        if (steps.empty()) {
            return has_any() ? this : nullptr;
        }
        const auto word = words.find(steps.front());
        const Step* found = word == words.end() ? nullptr : word->second->find(steps.subspan(1));
        return found == nullptr && param && !steps.front().empty() ? param->find(steps.subspan(1)) : found;
    }
    std::string allow() const {
        std::string all;
        for (std::size_t i = 0; i < routes.size(); ++i) {
            if (routes[i] != nullptr) {
                all += fmt::format("{}{}", all.empty() ? "" : ", ", method_words[i]);
            }
        }
        return routes[0] != nullptr ? "HEAD, " + all : all;
    }
};

Router::Router() : root_(std::make_unique<Step>()) {}
Router::~Router() = default;

Route& Router::get(std::string path, Look look) {
    Route route{Method::get, std::move(path)};
    route.look = std::move(look);
    return add(std::move(route));
}
Route& Router::post(std::string path, Act act) {
    Route route{Method::post, std::move(path)};
    route.act = std::move(act);
    return add(std::move(route));
}
Route& Router::put(std::string path, Act act) {
    Route route{Method::put, std::move(path)};
    route.act = std::move(act);
    return add(std::move(route));
}
Route& Router::patch(std::string path, Act act) {
    Route route{Method::patch, std::move(path)};
    route.act = std::move(act);
    return add(std::move(route));
}
Route& Router::remove(std::string path, Act act) {
    Route route{Method::remove, std::move(path)};
    route.act = std::move(act);
    return add(std::move(route));
}

Route& Router::add(Route route) {
    route.rate = route.act ? Rate::writing : Rate::reading;
    const auto steps = steps_of(route.path);
    route.noun = steps.empty() ? std::string{} : std::string{steps.front()};
    Step* at = root_.get();
    for (const auto step : steps) {
        at = &at->next(step);
    }
    auto& place = at->routes[static_cast<std::size_t>(route.method)];
    if (place != nullptr) {
        throw std::logic_error(fmt::format("two routes for {} {}", word(route.method), route.path));
    }
    place = &routes_.emplace_back(std::move(route));
    return routes_.back();
}

Found Router::match(Method method, std::string_view path) const {
    if (!path.starts_with('/')) {
        return {};
    }
    const auto steps = steps_of(path);
    const Step* at = root_->find(steps);
    if (at == nullptr) {
        return {};
    }
    const Route* route = at->routes[static_cast<std::size_t>(method)];
    if (route == nullptr) {
        return {nullptr, {}, at->allow()};
    }
    Found found{route};
    const auto names = steps_of(route->path);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (is_param(names[i])) {
            found.params.emplace_back(names[i].substr(1, names[i].size() - 2), steps[i]);
        }
    }
    return found;
}

}  // namespace http
