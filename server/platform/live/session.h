#pragma once
// One websocket: whose it is, what it watches, what waits to be said to it. Only the io thread touches it.
#include <deque>
#include <set>

#include <boost/beast/websocket.hpp>

#include "base/json.h"
#include "platform/live/sockets.h"

namespace live {

// What a socket may watch, checked: plain words ("today") hear everything; parties only what is about them.
struct Topics {
    bool everything = false;
    std::set<PartyId> parties;                              // that this member may see
    std::set<std::pair<std::string, std::int64_t>> records;  // other nouns: "import:0abc..."
    bool want(const records::Event&) const;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(http::Socket socket, Sockets& house, std::uint64_t number, Actor actor, std::shared_ptr<const http::Request> credentials);

    http::Awaitable<void> run(http::Head head);  // from the handshake to the end
    void hear(const std::shared_ptr<const Batch>& batch);
    void hear_presence(const Presence&, const std::string& everyone);
    void close(std::uint16_t code, std::string_view why);
    void sign_out();
    void look_at_the_clock(std::chrono::steady_clock::time_point now);
    const Actor& actor() const { return actor_; }
    bool is_program() const { return !actor_.session; }

private:
    // An answer to {"watch":[...]}: what may be watched, and what happened since the position that was named.
    struct Watched {
        Topics topics;
        records::Position upto;
        std::string position;
        std::vector<std::string> missed;
        bool start_over = false;
    };
    http::Awaitable<bool> understand(std::string_view words);  // false: it was closed
    http::Awaitable<void> watch(json::View names, std::optional<std::string> after);
    http::Awaitable<void> go_to(std::string topic);
    http::Awaitable<void> write_to(std::string topic, std::string about);
    http::Awaitable<std::optional<PartyId>> visible(std::string topic);
    http::Awaitable<std::shared_ptr<Watched>> looked_up(std::vector<std::string> wanted, std::optional<std::string> after);
    http::Awaitable<bool> may_see(PartyId party);
    std::shared_ptr<Watched> look_up(const std::vector<std::string>& names, const std::optional<std::string>& after) const;
    void replay(const records::Position& after, Tx&, Watched&) const;
    bool may_speak();
    void say_changes(const Batch&);
    void say(std::string words);
    void start_over();
    void write_next();
    void finish_closing();
    void believe_again(const Result<Actor>& actor);

    boost::beast::websocket::stream<http::Socket, false> stream_;
    Sockets& house_;
    const std::uint64_t number_;
    Actor actor_;
    const std::shared_ptr<const http::Request> credentials_;  // null for one that came with a ticket
    Topics topics_;
    bool watching_ = false;                                  // false: nothing is said yet
    std::deque<std::shared_ptr<const Batch>> held_back_;     // while a watch is being looked up
    bool holding_back_ = false;
    records::Position said_upto_;
    std::deque<std::string> waiting_;
    std::size_t waiting_bytes_ = 0;
    bool writing_now_ = false;
    bool lags_ = false;
    std::string presence_said_;
    std::uint16_t close_code_ = 0;
    std::string close_why_;
    std::chrono::steady_clock::time_point close_by_ = std::chrono::steady_clock::time_point::max();
    std::chrono::steady_clock::time_point believed_until_;
    std::chrono::steady_clock::time_point second_began_{};
    int spoken_this_second_ = 0;
};

}  // namespace live
