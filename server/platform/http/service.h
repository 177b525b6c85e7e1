#pragma once
// From a request to its reply, without sockets: what may come in, who it is, the verb in its transaction, and what goes back.
// The edge reads and writes bytes; everything that a request means is decided here.
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/address.h"
#include "platform/http/metrics.h"
#include "platform/http/page.h"
#include "platform/http/problem.h"
#include "platform/http/rate_limits.h"
#include "platform/http/route.h"
#include "platform/http/workers.h"

namespace http {

struct ServiceSettings {
    std::string base_url = "http://localhost:8080";
    std::vector<std::string> hosts = {};  // other names, with their ports, under which requests may come
    int workers = 3;
    std::size_t waiting_max = 4'096;      // requests that wait for a worker; beyond it: try later
    RateSettings rates = {};
    std::string settings_token = {};      // lets /metrics and /readyz be read from elsewhere; empty: only from this machine
    bool log_requests = true;
};

// One request on its way through the house.
struct Call {
    Request request;
    std::size_t body_size = 0;     // as announced; 0 when chunked
    bool has_body = false;
    bool head = false;             // HEAD: a GET whose body stays here
    bool options = false;
    const Route* route = nullptr;
    std::size_t body_max = 0;      // what the body may hold at most
    std::string socket_address;
    std::chrono::steady_clock::time_point begun;
    std::optional<Taken> taken = {};  // of its rate
    Allowance allowance{};
    std::function<void(Reply)> done;  // called once, on any thread; must not block
};
using CallPtr = std::shared_ptr<Call>;

class Service {
public:
    Service(Workspace&, const Router&, WhoIs, ServiceSettings);
    ~Service() { stop(); }

    // What only app knows: /openapi.json, /readyz. Runs on a worker thread.
    using House = std::function<Reply(const Request&)>;
    void also(std::string path, House, bool only_for_operators = false);
    void page(Page page) { page_ = page; }
    // One more name under which requests may come; before they do. (A free port is known only once it is taken.)
    void come_under(std::string host) { hosts_.push_back(std::move(host)); }

    // Once the headers are read and before the body is: a refusal, or nothing, and then `route` and `body_max` are set.
    std::optional<Reply> arrive(Call&);
    // Where the body is costly to take in (a file), the caller must be somebody who may before a byte of it is read.
    static bool needs_admission(const Call&);
    void admit(CallPtr, std::function<void(std::optional<Reply>)> decided);
    // Once the body is read.
    void answer(CallPtr);
    void refused(const Call&, Reply&);  // at the door: completes, counts and logs what arrive() or admit() gave
    // Who stands behind a request that is no call of a route: a websocket. On a worker thread, like `done`.
    void who(std::shared_ptr<const Request>, std::function<void(Result<Actor>)> done);
    // Anything else that looks into the database. False: too many are waiting.
    bool on_a_worker(std::function<void()> job) { return workers_.take(std::move(job)); }
    bool is_own_origin(std::string_view origin) const;
    bool may_come_under(std::string_view host) const;

    void forget_old_keys();  // answers of idempotency keys older than two days; waits, and may throw as the store does
    void stop();

    const std::string& base_url() const { return settings_.base_url; }
    Metrics metrics;
    Workspace& workspace;

private:
    struct HousePage {
        House answer;
        bool only_for_operators;
    };
    std::optional<Reply> find_route(Call&);
    std::optional<Reply> check_site(const Call&) const;
    std::optional<Reply> check_body(Call&) const;
    std::optional<Reply> check_rate(Call&);
    void take_of_stranger(Call&);
    bool is_operator(const Request&) const;
    void look(const CallPtr&);
    void act(const CallPtr&);
    void answer_house(const CallPtr&);
    std::optional<Reply> enter(Tx&, Call&);
    Result<Actor> actor_of(Tx&, const Request&);
    void finish(Call&, Reply);
    void report(const Call&, const Reply&);

    const Router& router_;
    WhoIs who_is_;
    const ServiceSettings settings_;
    std::string own_origin_;
    std::vector<std::string> hosts_;
    std::map<std::string, HousePage, std::less<>> house_;
    Page page_{{}};
    RateLimits limits_;
    Workers workers_;
};

// "https://crm.example/x" -> "https://crm.example"
std::string origin_of(std::string_view url);
std::string host_of(std::string_view url);

}  // namespace http
