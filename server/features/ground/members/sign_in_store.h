#pragma once
#include <optional>
#include <string>

#include "features/ground/members/secret.h"
#include "platform/records/tx.h"

namespace sign_in_store {

struct Credential {
    MemberId member;
    std::optional<std::string> password;  // its hash; none for who signs in by link alone
    Instant changed_at;
};
std::optional<Credential> with_address(Tx&, const std::string& address);  // of those who work here
std::optional<Credential> of(Tx&, MemberId);
void keep(Tx&, MemberId, const std::optional<std::string>& password);  // replaces what was there

void insert_link(Tx&, MemberId, const SecretHash&, Instant ends_at);
// Takes the link away, so that it works once; nothing when it is not good (any more).
std::optional<MemberId> take_link(Tx&, const SecretHash&);
void remove_links(Tx&, MemberId);
void sweep_links(Tx&, Instant ended_before);

}  // namespace sign_in_store
