#include "features/ground/comments/comments.h"

#include "features/ground/members/members.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline.h"

namespace comments {
namespace {

No nothing_to_comment_on() { return No::about("/about", "What this is about is not here. It may have been removed."); }

bool about_is_here(Tx& tx, const About& about) { return records::find_named(tx, about.noun.it, about.id.value).has_value(); }

// With whom the record is, as its noun says.
records::Parties parties_about(Tx& tx, const About& about) {
    const auto record = records::find_named(tx, about.noun.it, about.id.value, records::See::also_removed);
    return record ? record->noun->parties(record->it.get()) : records::Parties{};
}

}  // namespace

Result<records::Of<Comment>> write(Tx& tx, About about, Text<1, 10'000> words) {
    if (about.noun.it == "comment") {
        return No::about("/about", "Comment on what the comment is about; then both stand together.");
    }
    if (!about_is_here(tx, about)) {
        return nothing_to_comment_on();
    }
    return records::create(tx, Comment{{}, std::move(about), std::move(words), tx.me()});
}

std::optional<records::Of<Comment>> find(Tx& tx, CommentId id) {
    auto comment = records::find<Comment>(tx, id);
    return comment && about_is_here(tx, (*comment)->about) ? std::move(comment) : std::nullopt;
}

Result<records::Of<Comment>> reword(Tx& tx, CommentId id, std::int64_t version, Text<1, 10'000> words) {
    if (!find(tx, id)) {
        return records::not_here<Comment>();
    }
    auto comment = records::take<Comment>(tx, id);
    if (!comment) {
        return records::not_here<Comment>();
    }
    if (comment->it.by_member != tx.me()) {
        return No{Refusal::not_allowed, "These are " + members::name_of(tx, comment->it.by_member) + "'s words. Write a comment of your own."};
    }
    if (comment->stamp.version != version) {
        return records::changed_meanwhile(tx, {&records::noun<Comment>(), describe::Any{describe::shape<Comment>(), &comment->it}, comment->stamp});
    }
    comment->it.words = std::move(words);
    return records::save(tx, std::move(*comment));
}

Result<records::Of<Comment>> remove(Tx& tx, CommentId id, std::int64_t version) {
    const auto comment = find(tx, id);
    if (!comment) {
        return records::not_here<Comment>();
    }
    if ((*comment)->by_member != tx.me() && !tx.actor().admin) {
        return No{Refusal::not_allowed, "These are " + members::name_of(tx, (*comment)->by_member) + "'s words. They, or an administrator, can remove them."};
    }
    return records::remove<Comment>(tx, id, version);
}

void add_parties(Tx& tx, const Comment& comment, records::Parties& all) {
    const auto with = parties_about(tx, comment.about);
    all.insert(all.end(), with.begin(), with.end());
    relationships::add_circles(tx, all);
}

void print_author(Tx& tx, const Comment& comment, std::string& out) {
    out += R"(,"by":{"member":")" + ids::to_text(comment.by_member) + R"(","name":)";
    json::print_text(out, members::name_of(tx, comment.by_member));
    out += '}';
}

void keep_on_timeline(Tx& tx, CommentId id, const Comment* before, const Comment* after, const records::Stamp& stamp) {
    if (before != nullptr) {
        timeline::drop(tx, id.value);
    }
    if (after == nullptr) {
        return;
    }
    timeline::Entry entry{.noun = "comment", .object = id.value, .at = stamp.created_at, .what = "commented", .words = after->words.it, .stamp = stamp};
    entry.news_at = stamp.created_at;
    entry.participants.push_back({{}, after->by_member, {}, TakesPart::from});
    for (const auto party : parties_about(tx, after->about)) {
        entry.participants.push_back({party, {}, {}, TakesPart::present});
    }
    entry.more = R"(,"about":)" + after->about.as_kept();
    timeline::put(tx, entry);
}

}  // namespace comments
