#pragma once
// Inviting a colleague by a link, and coming in by it: a name, a password if they like one, and they are at work.
#include <optional>
#include <string>
#include <string_view>

#include "features/ground/members/member.h"
#include "platform/records/records.h"

namespace invitations {

enum class As { colleague, administrator };

struct Made {
    records::Of<Member> member;
    std::string link;  // shown once; mailed too
};
// Inviting again gives a new link, and the old one ends.
Result<Made> invite(Tx&, const Email&, const std::optional<Text<1, 100>>& name, As, const std::string& base_url);
Result<records::Of<Member>> look(Tx&, std::string_view secret);
// They are the actor from here on.
Result<records::Of<Member>> accept(Tx&, std::string_view secret, const Text<1, 100>& name, const std::optional<std::string>& password_hash);

// bert.meier@helios.example -> Bert Meier, until they say it themselves.
Text<1, 100> name_from(const Email&);

}  // namespace invitations
