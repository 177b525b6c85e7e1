#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/interactions.h"
#include "features/ground/timeline/notices.h"
#include "features/ground/timeline/timeline.h"
#include "features/ground/timeline/wiring.h"
#include "platform/records/record_routes.h"

namespace timeline {
namespace {

using http::Reply;
using http::Request;

struct NewInteraction {
    Channel channel = Channel::note;
    std::optional<Direction> direction;
    std::optional<Instant> at;
    std::optional<std::int64_t> minutes;
    std::optional<Text<1, 300>> subject;
    std::optional<Text<1, 50'000>> body;
    std::vector<Participant> participants;
    bool waiting = false;
};
BOOST_DESCRIBE_STRUCT(NewInteraction, (), (channel, direction, at, minutes, subject, body, participants, waiting))

Result<Reply> log_interaction(Tx& tx, const Request&, const NewInteraction& sent) {
    const auto logged = interactions::log(tx, {{}, sent.channel, sent.direction, sent.at.value_or(Instant{}), sent.minutes, sent.subject, sent.body,
                                               sent.participants, sent.waiting});
    return logged ? Result<Reply>{records::reply(tx, *logged, 201)} : logged.no();
}

// A merge patch is parsed off the writing thread and merged on it, because it needs the interaction as it then is.
http::Act change_interaction() {
    return {records::noun<Interaction>().shape, [](const Request& request) -> Result<http::Verb> {
                auto document = describe::parse_object(request.body);
                if (!document) {
                    return document.no();
                }
                const auto id = request.id<Interaction>("interaction");
                return http::Verb{[id, version = request.if_match().value_or(0), changes = *document](Tx& tx) -> Result<Reply> {
                    const auto changed = interactions::change(tx, id, version, changes.view());
                    return changed ? Result<Reply>{records::reply(tx, *changed)} : changed.no();
                }};
            }};
}

// The id of a query parameter, or a fault that points at it.
Result<std::optional<std::int64_t>> asked_id(const Request& request, std::string_view name) {
    const auto text = request.asked(name);
    if (!text) {
        return std::optional<std::int64_t>{};
    }
    const auto id = ids::from_text(*text);
    if (!id) {
        return No::about("/" + std::string{name}, "This is no " + std::string{name} + " that we know.");
    }
    return id;
}

Result<Question> question_of(const Request& request) {
    const auto ask = records::ask_of(request);  // for its limit and cursor
    if (!ask) {
        return ask.no();
    }
    Question asked{request.id<Party>("party"), {}, {}, ask->cursor, ask->limit};
    if (const auto channel = request.asked("channel")) {
        if (auto bad = describe::type<Channel>().from_text(*channel, &asked.channel.emplace()); !bad.empty()) {
            return No::about("/channel", std::move(bad));
        }
    }
    for (const auto* name : {"member", "team", "person"}) {
        const auto id = asked_id(request, name);
        if (!id) {
            return id.no();
        }
        if (*id) {
            asked.who.push_back(**id);
        }
    }
    return asked;
}

Result<Reply> show_timeline(Tx& tx, const Request& request) {
    const auto asked = question_of(request);
    if (!asked) {
        return asked.no();
    }
    if (!parties::find(tx, asked->party)) {
        return records::not_here<Party>();
    }
    auto page = page_json(tx, *asked);
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

Result<Reply> show_dealt_with(Tx& tx, const Request& request) {
    const auto party = request.id<Party>("party");
    std::int64_t year = year_of(tx.today);
    if (const auto asked = request.asked("year")) {
        if (!describe::integer_type.from_text(*asked, &year).empty() || year < 1 || year > 9998) {
            return No::about("/year", "This is no year. Write it like 2026.");
        }
    }
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    return Reply::ok(dealt_with_json(tx, party, static_cast<int>(year)));
}

Result<Reply> show_notices(Tx& tx, const Request&) { return Reply::ok(R"({"items":)" + notices::mine_json(tx) + '}'); }

Result<Reply> put_notice_away(Tx& tx, const Request& request) {
    const auto done = notices::put_away(tx, request.id<KindNotice>("notice"));
    return done ? Result<Reply>{Reply::nothing()} : done.no();
}

void routes(http::Router& at) {
    at.post("/interactions", http::body<NewInteraction>(log_interaction)).gives<Interaction>(201).says("Log what passed between us and them");
    records::add_routes(at, records::noun<Interaction>(), {.patch = false});
    at.patch("/interactions/{interaction}", change_interaction()).versioned().gives<Interaction>().says("Change fields of an interaction");
    at.get("/parties/{party}/timeline", show_timeline)
        .asks({"channel", "member", "team", "person", "cursor", "limit"})
        .says("Everything with them and their people, newest first");
    at.get("/parties/{party}/dealt-with", show_dealt_with).asks({"year"}).says("How many of us they dealt with in a year, and who");
    at.get("/notices", show_notices).says("Colleagues of other teams who were in touch with customers of mine");
    at.remove("/notices/{notice}", put_notice_away).gives_status(204).says("Put a notice away");
}

}  // namespace

// What features below call back is set here, once, when app lists the features.
const Feature& feature() {
    static const Feature made = [] {
        relationships::when_circles_change(circle_changed);
        parties::add_to_rows(print_last_touch);
        return Feature{"timeline", routes, {&records::noun<Interaction>()}};
    }();
    return made;
}

}  // namespace timeline
