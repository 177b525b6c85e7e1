#include "tests/colleague.h"

#include "app/features.h"
#include "features/ground/comments/comments.h"
#include "features/ground/timeline/interactions.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/customer_page/customer_page.h"
#include "features/overview/today/today.h"
#include "features/working/promises/promises.h"
#include "platform/records/history.h"

namespace {

Participant them(PartyId party, std::optional<TakesPart> role = {}) { return {party, {}, {}, role}; }

Interaction touch(Channel channel, std::optional<Direction> direction, std::vector<PartyId> with, std::string words) {
    Interaction made;
    made.channel = channel;
    made.direction = direction;
    made.body = {{std::move(words)}};
    for (const auto party : with) {
        made.participants.push_back(them(party));
    }
    return made;
}

const http::Router& table_of_routes() {
    static const auto table = [] {
        auto made = std::make_unique<http::Router>();
        app::add_routes(*made);
        return made;
    }();
    return *table;
}

http::Request request_of(http::Method method, std::string path, std::string body, std::int64_t if_match) {
    http::Request request;
    request.method = method;
    const auto question = path.find('?');
    std::string query = question == std::string::npos ? std::string{} : path.substr(question + 1);
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto equals = query.find('=');
        request.query.emplace_back(query.substr(0, equals), query.substr(equals + 1, end - equals - 1));
        query.erase(0, end + 1);
    }
    request.path = path.substr(0, question);
    request.body = std::move(body);
    if (if_match != 0) {
        request.headers.emplace_back("if-match", '"' + std::to_string(if_match) + '"');
    }
    return request;
}

int status_of(Refusal why) {
    switch (why) {
        case Refusal::not_found: return 404;
        case Refusal::not_allowed: return 403;
        case Refusal::not_valid: return 422;
        case Refusal::already_changed: return 409;
        case Refusal::too_many: return 429;
        case Refusal::try_later: return 503;
    }
    return 0;
}

http::Reply refused(const No& no) { return {status_of(no.why), (no.faults.empty() ? std::string{} : no.faults[0].pointer + " ") + no.words}; }

http::Reply answered(const Result<http::Reply>& reply) { return reply ? *reply : refused(reply.no()); }

Result<Promise> plain(promises::Kept promise) {
    if (!promise) {
        return promise.no();
    }
    return promise->it;
}

}  // namespace

Colleague::Colleague(TestCompany& company, std::string name) : company_(company), id_(company.member(std::move(name))) {}

Result<InteractionId> Colleague::logs(Interaction one) {
    return company_.act<InteractionId>(actor(), [&](Tx& tx) -> Result<InteractionId> {
        const auto logged = interactions::log(tx, one);
        return logged ? Result<InteractionId>{logged->it.id} : logged.no();
    });
}

InteractionId Colleague::rings(PartyId party, std::string words) { return *logs(touch(Channel::call, Direction::out, {party}, std::move(words))); }

InteractionId Colleague::rings_at(PartyId party, std::string words, Instant at) {
    auto call = touch(Channel::call, Direction::out, {party}, std::move(words));
    call.at = at;
    return *logs(call);
}

InteractionId Colleague::meets(std::vector<PartyId> with, std::string words) {
    return *logs(touch(Channel::meeting, {}, std::move(with), std::move(words)));
}

InteractionId Colleague::gets_mail(PartyId from, std::string words, bool waiting) {
    auto mail = touch(Channel::email, Direction::in, {from}, std::move(words));
    mail.waiting = waiting;
    return *logs(mail);
}

InteractionId Colleague::answers(PartyId party, std::string words) {
    return *logs(touch(Channel::email, Direction::out, {party}, std::move(words)));
}

Result<Done> Colleague::changes(InteractionId id, std::int64_t version, std::string patch) {
    return company_.act<Done>(actor(), [&](Tx& tx) -> Result<Done> {
        const auto document = json::parse(patch);
        const auto changed = interactions::change(tx, id, version, document->view());
        return changed ? Result<Done>{Done{}} : changed.no();
    });
}

void Colleague::removes(InteractionId id) {
    ASSERT_TRUE(company_.act<Done>(actor(), [&](Tx& tx) -> Result<Done> {
        const auto gone = records::remove<Interaction>(tx, id);
        return gone ? Result<Done>{Done{}} : gone.no();
    }));
}

void Colleague::brings_back(InteractionId id) {
    ASSERT_TRUE(company_.act<Done>(actor(), [&](Tx& tx) -> Result<Done> {
        const auto back = records::restore(tx, records::noun<Interaction>(), id.value);
        return back ? Result<Done>{Done{}} : back.no();
    }));
}

PromiseId Colleague::promises(PartyId to, std::string words, Day due_on) {
    return *company_.act<PromiseId>(actor(), [&](Tx& tx) -> Result<PromiseId> { return promises::make(tx, to, {{words}, due_on, {}, {}})->it.id; });
}

PromiseId Colleague::hears_promise(PartyId by, std::string words, Day due_on) {
    return *company_.act<PromiseId>(actor(), [&](Tx& tx) -> Result<PromiseId> {
        return promises::make(tx, by, {{words}, due_on, {}, {}, PromisedBy::them})->it.id;
    });
}

Result<Promise> Colleague::keeps(PromiseId id, Told told, std::string note) {
    return company_.act<Promise>(actor(), [&](Tx& tx) {
        return plain(promises::keep(tx, id, told, note.empty() ? std::nullopt : std::optional<promises::Because>{{note}}));
    });
}

Result<Promise> Colleague::renegotiates(PromiseId id, Day due_on, std::string agreed_by) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::renegotiate(tx, id, due_on, {agreed_by})); });
}

Result<Promise> Colleague::breaks(PromiseId id, std::string why) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::break_openly(tx, id, {why})); });
}

Result<Promise> Colleague::withdraws(PromiseId id, std::string why) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::withdraw(tx, id, {why})); });
}

Result<Promise> Colleague::takes_back_keeping(PromiseId id) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::unkeep(tx, id)); });
}

Result<Promise> Colleague::takes_back_breaking(PromiseId id) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::unbreak(tx, id)); });
}

Result<Promise> Colleague::takes_back_withdrawal(PromiseId id) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::unwithdraw(tx, id)); });
}

Result<Promise> Colleague::takes_back_renegotiation(PromiseId id) {
    return company_.act<Promise>(actor(), [&](Tx& tx) { return plain(promises::take_renegotiation_back(tx, id)); });
}

Result<std::string> Colleague::undoes_last_step(std::int64_t object) {
    return company_.act<std::string>(actor(), [&](Tx& tx) -> Result<std::string> {
        const auto past = records::told_about(tx, object, {}, 1);
        const auto undone = records::undo(tx, past.front().event);
        return undone ? Result<std::string>{records::json(tx, *undone)} : undone.no();
    });
}

Result<CommentId> Colleague::comments(About about, std::string words) {
    return company_.act<CommentId>(actor(), [&](Tx& tx) -> Result<CommentId> {
        const auto comment = comments::write(tx, about, {words});
        return comment ? Result<CommentId>{comment->it.id} : comment.no();
    });
}

http::Reply Colleague::asks(std::string path) { return sends(http::Method::get, std::move(path)); }

http::Reply Colleague::sends(http::Method method, std::string path, std::string body, std::int64_t if_match) {
    auto request = request_of(method, std::move(path), std::move(body), if_match);
    request.workspace = &company_.workspace;
    auto found = table_of_routes().match(method, request.path);
    const auto* route = found.route;
    if (route == nullptr) {
        return {404, "no route"};
    }
    request.params = std::move(found.params);
    if (route->look) {
        return company_.look<http::Reply>(actor(), [&](Tx& tx) { return answered(route->look(tx, request)); });
    }
    const auto verb = route->act->prepare(request);
    return verb ? answered(company_.act<http::Reply>(actor(), [&](Tx& tx) { return (*verb)(tx); })) : refused(verb.no());
}

std::string Colleague::timeline_json(PartyId party, std::string cursor, int limit) {
    return company_.look<std::string>(actor(), [&](Tx& tx) { return *timeline::page_json(tx, {party, {}, {}, cursor, limit}); });
}

std::vector<std::string> Colleague::timeline(PartyId party) { return said_in(timeline_json(party)); }

std::string Colleague::today() {
    return company_.look<std::string>(actor(), [](Tx& tx) { return today::page_json(tx); });
}

std::string Colleague::page(PartyId party) {
    return company_.look<std::string>(actor(), [&](Tx& tx) {
        auto page = customer_page::page_json(tx, party);
        return page ? *page : page.no().words;
    });
}

std::vector<std::string> said_in(const std::string& text) {
    std::vector<std::string> all;
    const auto document = json::parse(text);
    if (!document) {
        return {document.no().words};
    }
    const auto items = document->view().is_array() ? document->view() : *document->view().find("items");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto entry = items.at(i);
        all.push_back(std::string{*entry.find("what")->text()} + ": " + std::string{*entry.find("words")->text()});
    }
    return all;
}

bool holds(const std::string& whole, const std::string& part) { return whole.find(part) != std::string::npos; }
