#include "features/ground/comments/comments.h"
#include "features/ground/parties/parties.h"
#include "platform/records/history.h"
#include "platform/records/record_routes.h"

namespace comments {
namespace {

using http::Reply;
using http::Request;

struct NewComment {
    Text<1, 10'000> words;
};
BOOST_DESCRIBE_STRUCT(NewComment, (), (words))

constexpr int history_page = 50;

// ?about=promise:0h...
Result<About> about_in(const Request& request) {
    const auto text = request.asked("about").value_or("");
    const auto colon = text.find(':');
    const auto id = colon == std::string_view::npos ? std::nullopt : ids::from_text(text.substr(colon + 1));
    if (!id || Text<1, 60>::why_bad(text.substr(0, colon)) != "") {
        return No::about("/about", "Say what the comments are about, as in about=promise:0h1j2k3m4n5p6.");
    }
    return About{{std::string{text.substr(0, colon)}}, {*id}};
}

About party_in(const Request& request) { return {{"party"}, {request.id<Party>("party").value}}; }

Result<Reply> write_one(Tx& tx, About about, const NewComment& sent) {
    const auto comment = write(tx, std::move(about), sent.words);
    return comment ? Result<Reply>{records::reply(tx, *comment, 201)} : comment.no();
}

Result<Reply> write_comment(Tx& tx, const Request& request, const NewComment& sent) {
    auto about = about_in(request);
    return about ? write_one(tx, std::move(*about), sent) : about.no();
}

Result<Reply> write_about_party(Tx& tx, const Request& request, const NewComment& sent) {
    if (!records::find_named(tx, "party", request.id<Party>("party").value)) {
        return records::not_here<Party>();
    }
    return write_one(tx, party_in(request), sent);
}

Result<Reply> list_about(Tx& tx, const Request& request, const About& about) {
    const auto record = records::find_named(tx, about.noun.it, about.id.value);
    if (!record) {
        return No{Refusal::not_found, "What these comments are about is not here. It may have been removed."};
    }
    auto ask = records::ask_of(request);
    if (!ask) {
        return ask.no();
    }
    auto page = records::list_json(tx, records::noun<Comment>(), records::also(std::move(*ask), "about", about.as_kept()));
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

Result<Reply> list_comments(Tx& tx, const Request& request) {
    const auto about = about_in(request);
    return about ? list_about(tx, request, *about) : about.no();
}

Result<Reply> list_about_party(Tx& tx, const Request& request) { return list_about(tx, request, party_in(request)); }

Result<Reply> show_comment(Tx& tx, const Request& request) {
    const auto comment = find(tx, request.id<Comment>("comment"));
    return comment ? Result<Reply>{records::reply(tx, *comment)} : records::not_here<Comment>();
}

Result<Reply> show_history(Tx& tx, const Request& request) {
    const auto comment = find(tx, request.id<Comment>("comment"));
    if (!comment) {
        return records::not_here<Comment>();
    }
    const EventId before{ids::from_text(request.asked("cursor").value_or("")).value_or(0)};
    auto past = records::history_json(tx, records::noun<Comment>(), (*comment)->id.value, before, history_page);
    return past ? Result<Reply>{Reply::ok(std::move(*past))} : past.no();
}

Result<Reply> reword_comment(Tx& tx, const Request& request, const NewComment& sent) {
    const auto comment = reword(tx, request.id<Comment>("comment"), request.if_match().value_or(0), sent.words);
    return comment ? Result<Reply>{records::reply(tx, *comment)} : comment.no();
}

Result<Reply> remove_comment(Tx& tx, const Request& request) {
    const auto gone = remove(tx, request.id<Comment>("comment"), request.if_match().value_or(0));
    return gone ? Result<Reply>{Reply::nothing()} : gone.no();
}

Result<Reply> bring_back(Tx& tx, const Request& request) {
    const auto back = records::restore(tx, records::noun<Comment>(), request.id<Comment>("comment").value);
    return back ? Result<Reply>{records::reply(tx, *back)} : back.no();
}

void routes(http::Router& at) {
    at.get("/parties/{party}/comments", list_about_party).lists<Comment>().says("Comments on a party, oldest first");
    at.post("/parties/{party}/comments", http::body<NewComment>(write_about_party)).gives<Comment>(201).says("Comment on a party");
    at.get("/comments", list_comments).lists<Comment>().asks({"about"}).says("Comments on any record: about=promise:ID");
    at.post("/comments", http::body<NewComment>(write_comment)).gives<Comment>(201).asks({"about"}).says("Comment on any record");
    at.get("/comments/{comment}", show_comment).gives<Comment>().says("One comment");
    at.get("/comments/{comment}/history", show_history).asks({"cursor"}).says("What a comment said before");
    at.patch("/comments/{comment}", http::body<NewComment>(reword_comment)).versioned().gives<Comment>().says("Change your own words");
    at.remove("/comments/{comment}", remove_comment).versioned().gives_status(204).says("Remove a comment; it can be brought back");
    at.put("/comments/{comment}/restoration", bring_back).gives<Comment>().says("Bring a removed comment back");
}

}  // namespace

const Feature& feature() {
    static const Feature made{"comments", routes, {&records::noun<Comment>()}};
    return made;
}

}  // namespace comments
