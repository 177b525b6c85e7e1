#pragma once
// Routes are data: each row says its method, its path, who may call it, what it reads and what it answers. The edge, the
// rate limits, OpenAPI and the tests of access are all made from this one table. Features see this header and never Beast.
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "platform/records/tx.h"

namespace http {

enum class Method { get, post, put, patch, remove };
std::string_view word(Method);  // "GET"
enum class Who { anyone, member, admin };  // what they then see, the records decide
enum class Rate { reading, writing, signing_in, costly };

using Pairs = std::vector<std::pair<std::string, std::string>>;

// One request, read whole and matched to its route. Views live as long as the request.
struct Request {
    Method method = Method::get;
    std::string path;                                        // decoded, with /api/v1
    Pairs params;      // {party} -> its text
    Pairs query;       // decoded, in order
    Pairs headers;     // names in lower case
    std::string body;
    std::string peer;  // address of the caller, behind a trusted proxy the forwarded one
    Workspace* workspace = nullptr;  // for what a `prepared` route must look up or write down before its verb: a guess, a file's bytes

    std::string_view param(std::string_view name) const;
    std::optional<std::string_view> asked(std::string_view name) const;  // a query parameter
    std::optional<std::string_view> header(std::string_view name) const;
    std::optional<std::int64_t> if_match() const;  // the version of If-Match: "7"
    // The id in the path; 0 when the text is no id, which no record has, so that it reads as "not here".
    template <class Of>
    Id<Of> id(std::string_view name) const {
        return {ids::from_text(param(name)).value_or(0)};
    }
};

struct Reply {
    int status = 200;
    std::string body;  // JSON unless type says otherwise
    std::string type = "application/json";
    Pairs headers = {};

    static Reply ok(std::string json) { return {200, std::move(json)}; }
    static Reply created(std::string json) { return {201, std::move(json)}; }
    static Reply accepted(std::string json) { return {202, std::move(json)}; }
    static Reply nothing() { return {204, {}}; }
    Reply&& with(std::string name, std::string value) && {
        headers.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
};

using Look = std::function<Result<Reply>(Tx&, const Request&)>;  // reads, in one snapshot, on a worker thread
using Verb = std::function<Result<Reply>(Tx&)>;                  // writes; may run twice; on the writing thread

enum class Reads { nothing, json, bytes };

// A writing route has two halves: `prepare` parses, hashes and does any I/O on a worker thread, and gives the verb.
// The request outlives the verb, so both may refer to it.
struct Act {
    const describe::Shape* body = nullptr;  // what it reads, for OpenAPI; null when it reads none or raw bytes
    std::function<Result<Verb>(const Request&)> prepare;
    Reads reads = Reads::nothing;           // nothing: a sent body is refused; json: other content types are; bytes: anything goes

    Act(Result<Reply> (*verb)(Tx&, const Request&));  // NOLINT: reads no body
    Act(const describe::Shape* shape, std::function<Result<Verb>(const Request&)> prepared)
        : body(shape), prepare(std::move(prepared)), reads(shape != nullptr ? Reads::json : Reads::nothing) {}
};

// at.post("/parties/{party}/promises", body<MakePromise>(make_promise)): the body is read strictly into a described struct.
template <class Body>
Act body(Result<Reply> (*verb)(Tx&, const Request&, const Body&)) {
    return {&describe::shape<Body>(), [verb](const Request& request) -> Result<Verb> {
                auto read = describe::read<Body>(request.body);
                if (!read) {
                    return read.no();
                }
                return Verb{[verb, &request, sent = std::move(*read)](Tx& tx) { return verb(tx, request, sent); }};
            }};
}

// The body is taken as it is; for merge patches, whose shape needs the current record, and for files.
Act raw(Result<Reply> (*verb)(Tx&, const Request&), const describe::Shape* shape = nullptr);
// For what must do work outside the transaction first (hash a password, store a file's bytes).
Act prepared(Result<Verb> (*prepare)(const Request&), const describe::Shape* shape = nullptr);

struct Route {
    Method method;
    std::string path;    // under /api/v1
    std::string noun;    // what it is about: the first noun of the path unless said otherwise
    Who who = Who::member;
    Rate rate = Rate::reading;
    Look look;                 // reading routes
    std::optional<Act> act;    // writing routes
    const describe::Shape* answers = nullptr;
    bool answers_list = false;
    int answers_status = 200;
    std::string words;         // one line for the API's reader
    std::size_t body_max = 1 << 20;  // bytes
    bool needs_version = false;  // If-Match must be sent: 428 without
    bool answers_secret = false; // the answer holds a secret: never kept for a repeated Idempotency-Key
    std::vector<std::string> query;  // names of query parameters, for OpenAPI; lists add theirs

    Route& may(Who w) { who = w; return *this; }
    Route& limited(Rate r) { rate = r; return *this; }
    Route& versioned() { needs_version = true; return *this; }
    Route& secret() { answers_secret = true; return *this; }
    Route& says(std::string line) { words = std::move(line); return *this; }
    Route& takes(std::size_t bytes) { body_max = bytes; return *this; }
    Route& asks(std::vector<std::string> names) { query = std::move(names); return *this; }
    template <class T>
    Route& gives(int status = 200) { answers = &describe::shape<T>(); answers_status = status; return *this; }
    template <class T>
    Route& lists() { answers = &describe::shape<T>(); answers_list = true; return *this; }
    Route& gives_status(int status) { answers_status = status; return *this; }
};

// What stands at a path. Without a route, `allow` names the methods the path has ("GET, HEAD"); empty: there is no such path.
struct Found {
    const Route* route = nullptr;
    Pairs params = {};
    std::string allow = {};
};

// Filled at start, then only read, by any thread.
class Router {
public:
    Router();
    ~Router();

    Route& get(std::string path, Look look);
    Route& post(std::string path, Act act);
    Route& put(std::string path, Act act);
    Route& patch(std::string path, Act act);
    Route& remove(std::string path, Act act);

    // `path` is decoded and without /api/v1. A step that says a word wins over one that takes a parameter.
    Found match(Method method, std::string_view path) const;
    const std::deque<Route>& all() const { return routes_; }

private:
    struct Step;
    Route& add(Route);  // throws std::logic_error when the method and path are taken, so that the server does not start
    std::deque<Route> routes_;
    std::unique_ptr<Step> root_;
};

// What members gives the edge: who is this? Runs inside the request's own transaction, so that it is true at that moment.
// nobody for no credentials; a refusal for wrong, ended or expired ones.
using WhoIs = std::function<Result<Actor>(Tx&, const Request&)>;

// A refusal as an RFC 9457 problem document. already_changed is 412 where the caller named a version, else 409.
Reply problem(const No&, bool version_named = true);

}  // namespace http
