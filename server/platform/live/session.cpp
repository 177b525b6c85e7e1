#include "platform/live/session.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "platform/live/live_store.h"
#include "platform/records/records.h"

namespace live {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using Clock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;

constexpr std::uint16_t signed_out_code = 4001;
constexpr std::size_t read_buffer_kept = 512;

std::string text_of(std::optional<json::View> view) { return view ? std::string{view->text().value_or("")} : std::string{}; }

// Cut between letters, never inside one.
std::string shortened(std::string about) {
    if (about.size() > about_letters_max) {
        auto end = about_letters_max;
        while (end > 0 && (static_cast<unsigned char>(about[end]) & 0xc0) == 0x80) --end;
        about.resize(end);
    }
    return about;
}

// "party:0abc..." -> the noun and the id; nothing for a plain word.
std::optional<std::pair<std::string, std::int64_t>> record_of(std::string_view topic) {
    const auto colon = topic.find(':');
    const auto id = colon == std::string_view::npos ? std::nullopt : ids::from_text(topic.substr(colon + 1));
    return id ? std::optional{std::pair{std::string{topic.substr(0, colon)}, *id}} : std::nullopt;
}

bool may_see_party(Tx& tx, PartyId party) {
    const auto noun = std::find_if(tx.nouns.begin(), tx.nouns.end(), [](const auto* one) { return one->name == "party"; });
    return noun != tx.nouns.end() && records::find(tx, **noun, party.value).has_value();
}

std::string changed_words(std::string_view position, const std::vector<std::string>& changes) {
    std::string out = fmt::format(R"({{"position":"{}","changed":[)", position);
    for (const auto& change : changes) {
        out += out.back() == '[' ? "" : ",";
        out += change;
    }
    return out + "]}";
}

void print_members(std::string& out, const std::set<MemberId>& members) {
    out += '[';
    for (const auto member : members) {
        out += fmt::format("{}\"{}\"", out.back() == '[' ? "" : ",", ids::to_text(member));
    }
    out += ']';
}

void print_writing(std::string& out, const Writing& one) {
    out += fmt::format(R"({}{{"member":"{}","party":"{}")", out.back() == '[' ? "" : ",", ids::to_text(one.member), ids::to_text(one.party));
    if (!one.about.empty()) {
        out += R"(,"about":)";
        json::print_text(out, one.about);
    }
    out += '}';
}

}  // namespace

bool Topics::want(const records::Event& event) const {
    return everything || records.contains({event.noun, event.object}) || (event.noun == "party" && parties.contains(PartyId{event.object})) ||
           std::any_of(event.parties.begin(), event.parties.end(), [&](PartyId party) { return parties.contains(party); });
}

Session::Session(http::Socket socket, Sockets& house, std::uint64_t number, Actor actor, std::shared_ptr<const http::Request> credentials)
    : stream_(std::move(socket)), house_(house), number_(number), actor_(std::move(actor)), credentials_(std::move(credentials)),
      believed_until_(Clock::now() + house.settings_.believed_for) {
    stream_.set_option(websocket::stream_base::timeout{std::chrono::seconds{10}, house.settings_.silence_max, true});
    stream_.read_message_max(house.settings_.words_max);
    stream_.auto_fragment(false);  // or each writer would keep four KiB
    stream_.text(true);
}

http::Awaitable<void> Session::run(http::Head head) {
    const auto [refused] = co_await stream_.async_accept(head, http::trying);
    if (refused) {
        co_return;
    }
    head = {};
    boost::beast::flat_buffer buffer;
    while (true) {
        const auto [error, size] = co_await stream_.async_read(buffer, http::trying);
        if (error) {
            co_return;  // Beast has said the right code for what was wrong with a frame
        }
        const std::string words{static_cast<const char*>(buffer.cdata().data()), size};
        buffer.consume(size);
        if (buffer.capacity() > read_buffer_kept) {
            buffer.shrink_to_fit();
        }
        const bool understood = stream_.got_text() && may_speak();
        if (!understood) {
            close(stream_.got_text() ? websocket::close_code::policy_error : websocket::close_code::unknown_data, "");
            continue;
        }
        const bool goes_on = co_await understand(words);
        if (!goes_on) {
            close(websocket::close_code::policy_error, "not understood");
        }
    }
}

bool Session::may_speak() {
    const auto now = Clock::now();
    if (now - second_began_ > std::chrono::seconds{1}) {
        second_began_ = now;
        spoken_this_second_ = 0;
    }
    return ++spoken_this_second_ <= house_.settings_.messages_per_second_max;
}

// ---- what they say -------------------------------------------------------------------------------------------------

http::Awaitable<bool> Session::understand(std::string_view words) {
    auto parsed = json::parse(words);
    if (!parsed || !parsed->view().is_object()) {
        co_return false;
    }
    const auto document = *parsed;
    const auto view = document.view();
    const auto names = view.find("watch");
    if (names && names->is_array() && names->size() <= house_.settings_.topics_max) {
        const auto after = view.find("after");
        std::optional<std::string> since;
        if (after && after->text()) {
            since = std::string{*after->text()};
        }
        co_await watch(*names, since);
        co_return true;
    }
    if (const auto here = view.find("here"); here && here->text()) {
        const auto topic = text_of(here);
        co_await go_to(topic);
        co_return true;
    }
    if (const auto writing = view.find("writing"); writing && writing->text()) {
        const auto topic = text_of(writing);
        const auto about = shortened(text_of(view.find("about")));
        co_await write_to(topic, about);
        co_return true;
    }
    if (view.find("ping")) {
        if (watching_) {
            say(changed_words(house_.hub_.seal(said_upto_), {}));
        } else {
            say(R"({"pong":1})");
        }
        co_return true;
    }
    co_return false;
}

http::Awaitable<void> Session::watch(json::View names, std::optional<std::string> after) {
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < names.size(); ++i) {
        wanted.emplace_back(names.at(i).text().value_or(""));
    }
    if (watching_) {
        after.reset();  // a line that never broke has missed nothing
    }
    holding_back_ = true;
    auto watched = co_await looked_up(wanted, after);
    holding_back_ = false;
    if (!watched) {
        close(websocket::close_code::try_again_later, "busy");
        co_return;
    }
    topics_ = std::move(watched->topics);
    if (!watching_) {
        watching_ = true;
        said_upto_ = watched->upto;
        if (watched->start_over) {
            say(R"({"start_over":true})");
        }
        say(changed_words(watched->position, watched->missed));
    }
    presence_said_.clear();
    house_.told_version_ = 0;  // whoever came to look is shown who is here
    auto held_back = std::move(held_back_);
    held_back_.clear();
    for (const auto& batch : held_back) {
        hear(batch);
    }
}

// No coroutine itself: g++ 12 destroys what a lambda holds twice when the lambda is made inside a co_await.
http::Awaitable<std::shared_ptr<Session::Watched>> Session::looked_up(std::vector<std::string> wanted, std::optional<std::string> after) {
    return http::answer_of<std::shared_ptr<Watched>>(
        stream_.get_executor(), [self = shared_from_this(), wanted = std::move(wanted), after = std::move(after)](auto done) {
            const bool taken = self->house_.service_.on_a_worker([self, wanted, after, done] {
                std::shared_ptr<Watched> found;
                try {
                    found = self->look_up(wanted, after);
                } catch (const std::exception& error) {
                    spdlog::warn("a socket could not be answered: {}", error.what());
                }
                done(std::move(found));
            });
            if (!taken) {
                done(nullptr);
            }
        });
}

// On a worker thread: nothing of the session is touched but what never changes.
std::shared_ptr<Session::Watched> Session::look_up(const std::vector<std::string>& names, const std::optional<std::string>& after) const {
    auto watched = std::make_shared<Watched>();
    auto& workspace = house_.hub_.workspace;
    workspace.read([&](Tx& tx) {
        tx.act_as(actor_);
        for (const auto& name : names) {
            const auto record = record_of(name);
            if (!record) {
                watched->topics.everything = watched->topics.everything || !name.empty();
            } else if (record->first != "party") {
                watched->topics.records.insert(*record);
            } else if (may_see_party(tx, {record->second})) {
                watched->topics.parties.insert({record->second});
            }
        }
        const auto since = after ? house_.hub_.position(*after) : std::nullopt;
        watched->upto = records::end_of_ledger(workspace.store, tx.link);
        watched->start_over = after && !since;
        if (since) {
            replay(*since, tx, *watched);
        }
    });
    watched->position = house_.hub_.seal(watched->upto);
    return watched;
}

void Session::replay(const records::Position& after, Tx& tx, Watched& watched) const {
    const auto events = records::events_after(house_.hub_.workspace.store, tx.link, after, replayed_max);
    if (static_cast<int>(events.size()) == replayed_max) {
        watched.start_over = true;
        return;
    }
    for (const auto& event : events) {
        if (watched.topics.want(event) && live_store::may_read(tx, actor_.member, event.label_set)) {
            watched.missed.push_back(change_json(event));
        }
    }
    watched.upto = events.empty() ? std::max(after, watched.upto) : events.back().position;
}

http::Awaitable<std::optional<PartyId>> Session::visible(std::string topic) {
    const auto record = record_of(topic);
    if (!record || record->first != "party") {
        co_return std::nullopt;
    }
    const PartyId party{record->second};
    if (topics_.parties.contains(party)) {
        co_return party;
    }
    const bool may = co_await may_see(party);
    co_return may ? std::optional{party} : std::nullopt;
}

http::Awaitable<bool> Session::may_see(PartyId party) {
    return http::answer_of<bool>(stream_.get_executor(), [self = shared_from_this(), party](auto done) {
        const bool taken = self->house_.service_.on_a_worker([self, party, done] {
            bool found = false;
            try {
                self->house_.hub_.workspace.read([&](Tx& tx) {
                    tx.act_as(self->actor_);
                    found = may_see_party(tx, party);
                });
            } catch (const std::exception& error) {
                spdlog::warn("a socket could not be answered: {}", error.what());
            }
            done(found);
        });
        if (!taken) {
            done(false);
        }
    });
}

http::Awaitable<void> Session::go_to(std::string topic) {
    const auto party = co_await visible(topic);
    house_.hub_.go_to(number_, party);
}

http::Awaitable<void> Session::write_to(std::string topic, std::string about) {
    if (topic.empty()) {
        house_.hub_.stop_writing(actor_.member);
        co_return;
    }
    const auto party = co_await visible(topic);
    if (party) {
        house_.hub_.write_to(actor_.member, *party, std::move(about));
    }
}

// ---- what they hear ------------------------------------------------------------------------------------------------

void Session::hear(const std::shared_ptr<const Batch>& batch) {
    if (holding_back_) {
        held_back_.push_back(batch);
        return;
    }
    if (watching_ && batch->upto > said_upto_) {
        say_changes(*batch);
        said_upto_ = batch->upto;
    }
}

void Session::say_changes(const Batch& batch) {
    std::vector<std::string> mine;
    for (const auto& change : batch.changes) {
        if (change.event.position > said_upto_ && topics_.want(change.event) && change.may_be_known_to(actor_.member)) {
            mine.push_back(change.json);
        }
    }
    if (!mine.empty()) {
        say(changed_words(batch.position, mine));
    }
}

void Session::hear_presence(const Presence& presence, const std::string& everyone) {
    if (!watching_ || holding_back_) {
        return;
    }
    std::string out = R"({"here":{)";
    for (const auto& [party, members] : presence.here) {
        if (topics_.parties.contains(party)) {
            out += fmt::format("{}\"party:{}\":", out.back() == '{' ? "" : ",", ids::to_text(party));
            print_members(out, members);
        }
    }
    out += R"(},"everyone":)" + everyone + R"(,"writing":[)";
    for (const auto& one : presence.writing) {
        if (topics_.parties.contains(one.party)) {
            print_writing(out, one);
        }
    }
    out += "]}";
    if (out != presence_said_) {
        presence_said_ = out;
        say(std::move(out));
    }
}

void Session::say(std::string words) {
    if (lags_ || close_code_ != 0) {
        return;
    }
    waiting_bytes_ += words.size();
    waiting_.push_back(std::move(words));
    if (waiting_.size() > house_.settings_.waiting_max || waiting_bytes_ > house_.settings_.waiting_bytes_max) {
        start_over();
    }
    write_next();
}

// A slow reader loses what waited for it, and is told so once it reads again; it asks for everything anew.
void Session::start_over() {
    lags_ = true;
    while (waiting_.size() > (writing_now_ ? 1 : 0)) {
        waiting_.pop_back();
    }
    waiting_.push_back(R"({"start_over":true})");
    presence_said_.clear();
}

void Session::write_next() {
    if (writing_now_ || waiting_.empty()) {
        if (!writing_now_ && close_code_ != 0) {
            finish_closing();
        }
        return;
    }
    writing_now_ = true;
    stream_.async_write(asio::buffer(waiting_.front()), [self = shared_from_this()](ErrorCode error, std::size_t) {
        self->writing_now_ = false;
        if (error) {
            return;
        }
        self->waiting_.pop_front();
        self->waiting_bytes_ = 0;
        for (const auto& words : self->waiting_) {
            self->waiting_bytes_ += words.size();
        }
        self->lags_ = self->lags_ && !self->waiting_.empty();
        self->write_next();
    });
}

// ---- the end -------------------------------------------------------------------------------------------------------

void Session::sign_out() {
    say(R"({"signed_out":true})");
    close(signed_out_code, "signed out");
}

void Session::close(std::uint16_t code, std::string_view why) {
    if (close_code_ != 0) {
        return;
    }
    close_code_ = code;
    close_why_ = why;
    close_by_ = Clock::now() + house_.settings_.farewell_max;
    write_next();
}

void Session::finish_closing() {
    websocket::close_reason reason{static_cast<websocket::close_code>(close_code_)};
    reason.reason = close_why_;
    stream_.async_close(reason, [self = shared_from_this()](ErrorCode) {});
}

void Session::look_at_the_clock(Clock::time_point now) {
    if (now > close_by_) {
        ErrorCode ignored;
        stream_.next_layer().close(ignored);
        return;
    }
    if (now > believed_until_ && credentials_) {
        believed_until_ = now + house_.settings_.believed_for;
        house_.service_.who(credentials_, [self = shared_from_this()](Result<Actor> actor) {
            asio::post(self->stream_.get_executor(), [self, actor = std::move(actor)] { self->believe_again(actor); });
        });
    }
}

void Session::believe_again(const Result<Actor>& actor) {
    const bool unknown = !actor && actor.no().why == Refusal::try_later;
    if (!unknown && (!actor || actor->member != actor_.member)) {
        sign_out();
    }
}

}  // namespace live
