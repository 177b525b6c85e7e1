#include "platform/http/service.h"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include "platform/http/gzip.h"
#include "platform/http/idempotency_store.h"

namespace http {
namespace {

constexpr std::string_view api = "/api/v1";
constexpr std::size_t worth_compressing = 8 * 1024;  // below it a compressed answer takes as many packets
constexpr std::size_t key_letters_max = 200;
constexpr std::chrono::hours keys_are_kept{48};
constexpr std::size_t logged_path_max = 200;

bool writes(const Call& call) { return call.request.method != Method::get; }

bool has_cookie(const Request& request) { return request.header("cookie").value_or("").find("steward=") != std::string_view::npos; }
bool has_credentials(const Request& request) { return request.header("authorization").has_value() || has_cookie(request); }

std::uint64_t neighbourhood(const Request& request) {
    const auto address = Address::from_text(request.peer);
    return address ? address->neighbourhood() : 0;
}

std::string_view name_of(Rate rate) {
    switch (rate) {
        case Rate::reading: return "reading";
        case Rate::writing: return "writing";
        case Rate::signing_in: return "signing_in";
        case Rate::costly: return "costly";
    }
    return "reading";
}

bool is_json(std::string_view type) {
    const auto end = std::min(type.find(';'), type.size());
    auto plain = type.substr(0, end);
    while (plain.ends_with(' ')) plain.remove_suffix(1);
    return plain == "application/json" || plain == "application/merge-patch+json";
}

bool is_blank(std::string_view body) { return body.empty() || body == "{}"; }

bool is_good_key(std::string_view key) {
    return !key.empty() && key.size() <= key_letters_max && std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// Nothing that came from outside may break a line of the log.
std::string printable(std::string_view path) {
    std::string out{path.substr(0, logged_path_max)};
    std::replace_if(out.begin(), out.end(), [](unsigned char c) { return c < ' ' || c >= 0x7f; }, '?');
    return out;
}

Reply broken(const std::exception_ptr& fault) {
    static std::atomic<std::uint32_t> count{0};
    const auto id = fmt::format("{:08x}", randombytes_random() + ++count);
    try {
        if (fault) {
            std::rethrow_exception(fault);
        }
        spdlog::error("fault {}: a verb broke without saying why", id);
    } catch (const store::Full&) {
        return problem(trouble::disk_full);
    } catch (const store::Lost&) {
        return problem(trouble::too_busy);
    } catch (const std::exception& error) {
        spdlog::error("fault {}: {}", id, error.what());
    } catch (...) {
        spdlog::error("fault {}: something that is no exception was thrown", id);
    }
    return problem(trouble::broken).with("Fault-Id", id);
}

Reply as_reply(const Result<Reply>& result, const Request& request) {
    return result ? *result : problem(result.no(), request.header("if-match").has_value());
}

}  // namespace

std::string origin_of(std::string_view url) {
    const auto start = url.find("://");
    return std::string{start == std::string_view::npos ? url : url.substr(0, std::min(url.find('/', start + 3), url.size()))};
}

std::string host_of(std::string_view url) {
    const auto origin = origin_of(url);
    const auto start = origin.find("://");
    return start == std::string::npos ? origin : origin.substr(start + 3);
}

Service::Service(Workspace& of, const Router& router, WhoIs who_is, ServiceSettings settings)
    : metrics(router), workspace(of), router_(router), who_is_(std::move(who_is)), settings_(std::move(settings)),
      own_origin_(origin_of(settings_.base_url)), hosts_(settings_.hosts), workers_(settings_.workers, settings_.waiting_max) {
    hosts_.push_back(host_of(settings_.base_url));
    also("/healthz", [](const Request&) { return Reply::ok(R"({"status":"up"})"); });
    also("/metrics", [this](const Request&) { return Reply{200, metrics.print(), "text/plain; version=0.0.4; charset=utf-8"}; }, true);
}

void Service::also(std::string path, House answer, bool only_for_operators) {
    house_[std::move(path)] = {std::move(answer), only_for_operators};
}

bool Service::may_come_under(std::string_view host) const { return std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end(); }

bool Service::is_own_origin(std::string_view origin) const {
    if (origin == own_origin_) {
        return true;
    }
    const auto scheme = own_origin_.substr(0, own_origin_.find("://") + 3);
    return origin.starts_with(scheme) && may_come_under(origin.substr(scheme.size()));
}

// ---- at the door ---------------------------------------------------------------------------------------------------

std::optional<Reply> Service::arrive(Call& call) {
    if (!may_come_under(call.request.header("host").value_or(""))) {
        return problem(trouble::other_host);
    }
    call.request.workspace = &workspace;
    if (auto no = find_route(call)) return no;
    if (auto no = check_site(call)) return no;
    if (auto no = check_body(call)) return no;
    return check_rate(call);
}

std::optional<Reply> Service::find_route(Call& call) {
    const std::string_view path = call.request.path;
    std::string allow = "GET, HEAD";
    if (path.starts_with(api) && !house_.contains(path)) {
        auto found = router_.match(call.request.method, path.substr(api.size()));
        if (found.route == nullptr && found.allow.empty()) {
            return problem(trouble::not_here);
        }
        if (found.route != nullptr && !call.options) {
            call.route = found.route;
            call.request.params = std::move(found.params);
            return std::nullopt;
        }
        allow = found.route == nullptr ? found.allow : router_.match(Method::remove, path.substr(api.size())).allow;
        if (allow.empty()) {
            allow = std::string{word(found.route->method)};
        }
    } else if (!writes(call) && !call.options) {
        return std::nullopt;
    }
    if (call.options) {
        return Reply::nothing().with("Allow", allow + ", OPTIONS");
    }
    return problem(trouble::method_not_allowed).with("Allow", allow + ", OPTIONS");
}

// A browser that another site talked into a request says so, or says nothing; a program shows its token instead of a cookie.
std::optional<Reply> Service::check_site(const Call& call) const {
    const auto& request = call.request;
    if (!writes(call) || request.header("authorization")) {
        return std::nullopt;
    }
    const auto site = request.header("sec-fetch-site");
    const auto origin = request.header("origin");
    const bool from_here = (site && (*site == "same-origin" || *site == "none")) || (origin && is_own_origin(*origin));
    const bool from_elsewhere = site || origin || has_cookie(request);
    return from_here || !from_elsewhere ? std::nullopt : std::optional{problem(trouble::other_site)};
}

std::optional<Reply> Service::check_body(Call& call) const {
    const Reads reads = call.route != nullptr && call.route->act ? call.route->act->reads : Reads::nothing;
    // Two bytes, because "{}" says nothing and generated clients say it.
    call.body_max = reads == Reads::nothing ? 2 : call.route->body_max;
    if (call.body_size > call.body_max) {
        return problem(reads == Reads::nothing ? trouble::no_body : trouble::too_large);
    }
    if (reads == Reads::json && call.has_body && !is_json(call.request.header("content-type").value_or(""))) {
        return problem(trouble::not_json);
    }
    return std::nullopt;
}

std::optional<Reply> Service::check_rate(Call& call) {
    if (call.route == nullptr || (has_credentials(call.request) && call.route->rate != Rate::signing_in)) {
        return std::nullopt;
    }
    take_of_stranger(call);
    return call.taken->may ? std::nullopt : std::optional{problem(trouble::too_many)};
}

void Service::take_of_stranger(Call& call) {
    call.allowance = settings_.rates.address[static_cast<std::size_t>(call.route->rate)];
    call.taken = limits_.take(call.allowance, caller_key(name_of(call.route->rate), neighbourhood(call.request)));
}

bool Service::needs_admission(const Call& call) {
    return call.has_body && call.route != nullptr && call.route->act && call.route->act->reads == Reads::bytes;
}

void Service::admit(CallPtr call, std::function<void(std::optional<Reply>)> decided) {
    const bool taken = workers_.take([this, call, decided] {
        std::optional<Reply> no;
        try {
            workspace.read([&](Tx& tx) { no = enter(tx, *call); });
        } catch (...) {
            no = broken(std::current_exception());
        }
        decided(std::move(no));
    });
    if (!taken) {
        decided(problem(trouble::too_busy));
    }
}

// ---- inside --------------------------------------------------------------------------------------------------------

void Service::answer(CallPtr call) {
    if (call->route != nullptr && call->route->act && call->route->act->reads == Reads::nothing && !is_blank(call->request.body)) {
        return finish(*call, problem(trouble::no_body));
    }
    const bool taken = workers_.take([this, call] {
        try {
            if (call->route == nullptr) {
                answer_house(call);
            } else if (call->route->act) {
                act(call);
            } else {
                look(call);
            }
        } catch (...) {
            finish(*call, broken(std::current_exception()));
        }
    });
    if (!taken) {
        finish(*call, problem(trouble::too_busy));
    }
}

void Service::answer_house(const CallPtr& call) {
    const auto found = house_.find(call->request.path);
    if (found != house_.end()) {
        const bool may = !found->second.only_for_operators || is_operator(call->request);
        return finish(*call, may ? found->second.answer(call->request) : problem(trouble::not_here));
    }
    auto page = page_.answer(call->request);
    finish(*call, page ? std::move(*page) : problem(trouble::not_here));
}

// A forwarded request is no longer from this machine, even if the proxy is.
bool Service::is_operator(const Request& request) const {
    const auto address = Address::from_text(request.peer);
    if (address && address->is_loopback() && !request.header("x-forwarded-for")) {
        return true;
    }
    const auto wanted = "Bearer " + settings_.settings_token;
    const auto sent = request.header("authorization").value_or("");
    return !settings_.settings_token.empty() && sent.size() == wanted.size() && sodium_memcmp(sent.data(), wanted.data(), wanted.size()) == 0;
}

Result<Actor> Service::actor_of(Tx& tx, const Request& request) {
    auto actor = who_is_(tx, request);
    if (!actor && actor.no().why != Refusal::try_later) {
        const auto taken = limits_.take(settings_.rates.wrong_credentials, caller_key("wrong", neighbourhood(request)));
        if (!taken.may) {
            return No{Refusal::too_many, "There were too many wrong sign-ins from here. Wait a minute and try again."};
        }
    }
    return actor;
}

// Who is it, and may they call this at all? What they then see, the records decide.
std::optional<Reply> Service::enter(Tx& tx, Call& call) {
    const Route& route = *call.route;
    auto actor = actor_of(tx, call.request);
    if (!actor && route.who != Who::anyone) {
        return actor.no().why == Refusal::too_many || actor.no().why == Refusal::try_later
                   ? problem(actor.no())
                   : problem(Trouble{401, "not_signed_in", actor.no().words}).with("WWW-Authenticate", "Bearer");
    }
    if (actor) {
        tx.act_as(std::move(*actor));
    }
    tx.source = tx.actor().session ? "page" : "api";
    const bool is_member = tx.actor().kind == Actor::Kind::member;
    if (!is_member && !call.taken) {  // credentials that turned out to be none buy nothing
        take_of_stranger(call);
    }
    if (route.who != Who::anyone && !is_member) {
        return problem(trouble::not_signed_in).with("WWW-Authenticate", "Bearer");
    }
    if (route.who == Who::admin && !tx.actor().admin) return problem(trouble::only_admins);
    if (is_member && writes(call) && !tx.actor().may_write) return problem(trouble::only_reading);
    if (route.needs_version && !call.request.header("if-match")) return problem(trouble::version_needed);
    if (is_member && !call.taken) {
        call.allowance = settings_.rates.account[static_cast<std::size_t>(route.rate)];
        call.taken = limits_.take(call.allowance, caller_key(name_of(route.rate), static_cast<std::uint64_t>(tx.me().value) + 1));
    }
    return call.taken && !call.taken->may ? std::optional{problem(trouble::too_many)} : std::nullopt;
}

void Service::look(const CallPtr& call) {
    std::optional<Reply> reply;
    workspace.read([&](Tx& tx) {
        reply = enter(tx, *call);
        if (!reply) {
            reply = as_reply(call->route->look(tx, call->request), call->request);
        }
    });
    finish(*call, std::move(*reply));
}

namespace {

// One verb that may run more than once, each time from the start.
struct Writing {
    Verb verb;
    Reply reply;
    std::string key;
    idempotency_store::Hash hash{};
};

// A repeated request gets the answer of the first; nothing is done twice.
std::optional<Reply> answered_before(Tx& tx, Writing& writing) {
    if (writing.key.empty() || tx.actor().kind != Actor::Kind::member || idempotency_store::claim(tx, writing.key, writing.hash)) {
        return std::nullopt;
    }
    const auto kept = idempotency_store::find(tx, writing.key, writing.hash);
    if (!kept) {
        return problem(trouble::too_busy);
    }
    return kept->same_request ? kept->reply : problem(trouble::key_reused);
}

store::Outcome run(Tx& tx, Writing& writing, const Request& request) {
    if (auto before = answered_before(tx, writing)) {
        writing.reply = std::move(*before);
        return store::Outcome::keep;
    }
    const auto result = writing.verb(tx);
    writing.reply = as_reply(result, request);
    if (!result) {
        return store::Outcome::take_back;
    }
    if (!writing.key.empty() && tx.actor().kind == Actor::Kind::member) {
        idempotency_store::keep(tx, writing.key, writing.reply);
    }
    return store::Outcome::keep;
}

Reply reply_of(store::Ended how, Writing& writing, const std::exception_ptr& fault) {
    switch (how) {
        case store::Ended::kept:
        case store::Ended::taken_back: return std::move(writing.reply);
        case store::Ended::lost: return problem(trouble::too_busy);
        case store::Ended::full: return problem(trouble::disk_full);
        case store::Ended::broken: return broken(fault);
    }
    return problem(trouble::broken);
}

void count(Metrics& metrics, store::Ended how) {
    auto& counter = how == store::Ended::kept         ? metrics.writes_kept
                    : how == store::Ended::taken_back ? metrics.writes_taken_back
                                                      : metrics.writes_lost;
    counter.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

void Service::act(const CallPtr& call) {
    auto writing = std::make_shared<Writing>();
    if (const auto key = call->request.header("idempotency-key"); key && call->request.method == Method::post && !call->route->answers_secret) {
        if (!is_good_key(*key)) {
            return finish(*call, problem(trouble::bad_key));
        }
        writing->key = *key;
        writing->hash = idempotency_store::hash_of(call->request);
    }
    auto verb = call->route->act->prepare(call->request);
    if (!verb) {
        // What is wrong with a body is nobody's business but the caller's who may send it.
        std::optional<Reply> stranger;
        workspace.read([&](Tx& tx) { stranger = enter(tx, *call); });
        return finish(*call, stranger ? std::move(*stranger) : problem(verb.no(), call->request.header("if-match").has_value()));
    }
    writing->verb = std::move(*verb);
    workspace.write(
        [this, call, writing](Tx& tx) {
            if (auto no = enter(tx, *call)) {
                writing->reply = std::move(*no);
                return store::Outcome::take_back;
            }
            return run(tx, *writing, call->request);
        },
        [this, call, writing](store::Ended how, std::exception_ptr fault) {
            count(metrics, how);
            writing->verb = nullptr;
            finish(*call, reply_of(how, *writing, fault));
        });
}

void Service::who(std::shared_ptr<const Request> request, std::function<void(Result<Actor>)> done) {
    const bool taken = workers_.take([this, request, done] {
        Result<Actor> actor = No{Refusal::try_later, std::string{trouble::too_busy.words}};
        try {
            workspace.read([&](Tx& tx) { actor = actor_of(tx, *request); });
        } catch (...) {
            broken(std::current_exception());
        }
        done(std::move(actor));
    });
    if (!taken) {
        done(No{Refusal::try_later, std::string{trouble::too_busy.words}});
    }
}

// ---- on the way out ------------------------------------------------------------------------------------------------

void Service::finish(Call& call, Reply reply) {
    const auto etag = std::find_if(reply.headers.begin(), reply.headers.end(), [](const auto& header) { return header.first == "ETag"; });
    if (reply.status == 200 && !writes(call) && etag != reply.headers.end() &&
        tag_matches(call.request.header("if-none-match").value_or(""), etag->second)) {
        reply.status = 304;
        reply.body.clear();
    }
    if (reply.body.size() >= worth_compressing && call.route != nullptr && reply.type == "application/json" &&
        accepts_coding(call.request.header("accept-encoding").value_or(""), "gzip")) {
        reply.body = gzip(reply.body);
        reply.headers.emplace_back("Content-Encoding", "gzip");
        reply.headers.emplace_back("Vary", "Accept-Encoding");
    }
    if (call.taken) {
        add_headers(reply, name_of(call.route->rate), call.allowance, *call.taken);
    }
    report(call, reply);
    call.done(std::move(reply));
}

void Service::refused(const Call& call, Reply& reply) {
    if (call.taken) {
        add_headers(reply, name_of(call.route->rate), call.allowance, *call.taken);
    }
    report(call, reply);
}

void Service::report(const Call& call, const Reply& reply) {
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - call.begun).count();
    metrics.count(call.route, reply.status, us);
    if (settings_.log_requests) {
        spdlog::info("{} {} {} {}us", call.head ? "HEAD" : word(call.request.method), printable(call.request.path), reply.status, us);
    }
}

void Service::forget_old_keys() {
    const auto forgotten = workspace.act<int>(Actor{}, [](Tx& tx) -> Result<int> { return idempotency_store::forget_before(tx, tx.now - keys_are_kept); });
    spdlog::debug("{} old idempotency keys forgotten", *forgotten);
}

void Service::stop() { workers_.stop(); }

}  // namespace http
