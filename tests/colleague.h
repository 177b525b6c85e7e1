#pragma once
// One of us in a story: what they do with customers, in the words of the domain. Whoever is refused says so by the result.
//
//   Colleague bert{company, "Bert"};
//   const auto proof = bert.promises(ana, "a new proof", company.friday());
//   bert.keeps(proof, Told::by_phone);
#include <string>
#include <vector>

#include "features/ground/comments/comment.h"
#include "features/ground/timeline/interaction.h"
#include "features/working/promises/promise.h"
#include "platform/http/route.h"
#include "tests/company.h"

class Colleague {
public:
    Colleague(TestCompany& company, std::string name);

    MemberId id() const { return id_; }
    Actor actor() { return company_.as(id_); }

    // What passed between us and them; the refusal where there is one.
    Result<InteractionId> logs(Interaction);
    InteractionId rings(PartyId, std::string words);
    InteractionId rings_at(PartyId, std::string words, Instant at);
    InteractionId meets(std::vector<PartyId>, std::string words);
    InteractionId gets_mail(PartyId from, std::string words, bool waiting);
    InteractionId answers(PartyId, std::string words);  // by mail
    Result<Done> changes(InteractionId, std::int64_t version, std::string patch);
    void removes(InteractionId);
    void brings_back(InteractionId);

    PromiseId promises(PartyId, std::string words, Day due_on);
    PromiseId hears_promise(PartyId by, std::string words, Day due_on);  // they promised us
    Result<Promise> keeps(PromiseId, Told, std::string note = {});
    Result<Promise> renegotiates(PromiseId, Day due_on, std::string agreed_by);
    Result<Promise> breaks(PromiseId, std::string why);
    Result<Promise> withdraws(PromiseId, std::string why);
    Result<Promise> takes_back_keeping(PromiseId);
    Result<Promise> takes_back_breaking(PromiseId);
    Result<Promise> takes_back_withdrawal(PromiseId);
    Result<Promise> takes_back_renegotiation(PromiseId);
    Result<std::string> undoes_last_step(std::int64_t object);  // the record as it then is

    Result<CommentId> comments(About, std::string words);

    // A request as the edge would hand it on, matched by the table of routes: "/promises?sort=due_on". A refusal is
    // its status, where it points and its sentence.
    http::Reply asks(std::string path);
    http::Reply sends(http::Method, std::string path, std::string body = {}, std::int64_t if_match = 0);

    // What they read.
    std::string timeline_json(PartyId, std::string cursor = {}, int limit = 50);
    std::vector<std::string> timeline(PartyId);  // "rang: words", newest first
    std::string today();
    std::string page(PartyId);

private:
    TestCompany& company_;
    MemberId id_;
};

// "rang: words" for each entry of [...] or {"items":[...]}.
std::vector<std::string> said_in(const std::string& json);
bool holds(const std::string& whole, const std::string& part);
