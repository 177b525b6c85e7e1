#include "features/ground/members/letters.h"

#include <fmt/format.h>

#include "features/ground/members/member_limits.h"

namespace letters {

outbound::Letter to_sign_in(Tx& tx, const Member& member, std::string link) {
    return {.to = member.email,
            .subject = fmt::format("Sign in to {}", tx.company->name),
            .paragraphs = {fmt::format("Hello {},", member.name.it),
                           "here is the link to sign in that you asked for. It works once, for a quarter of an hour."},
            .link_words = "Sign in",
            .link = std::move(link),
            .closing = "If you did not ask for it, someone may have mistyped an address. Nobody gets in without this mail, and you need not do anything.",
            .good_until = tx.now + members::sign_in_link_lasts};
}

outbound::Letter to_join(Tx& tx, const Member& member, std::string link) {
    const std::string host = tx.actor().words.empty() ? tx.company->name : tx.actor().words;
    return {.to = member.email,
            .subject = fmt::format("{} invites you to {}", host, tx.company->name),
            .paragraphs = {fmt::format("Hello {},", member.name.it),
                           fmt::format("{} would like to have you with {} in Steward, where we keep everything that we did with, learned about and "
                                       "promised to our customers. Say your name, and you are in.",
                                       host, tx.company->name)},
            .link_words = "Come in",
            .link = std::move(link),
            .closing = "The link is yours alone and good for a week.",
            .good_until = tx.now + members::invitation_lasts};
}

}  // namespace letters
