#pragma once
// Signing in by password or by a mailed link, and the passwords themselves. What takes long (hashing) happens off the writing
// thread, before the verb; the verb then makes sure that nothing has changed since.
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "features/ground/members/guess.h"

namespace sign_in {

// One sentence for a wrong address, a wrong password, no password at all, and someone who left.
No refused();

struct Checked {
    MemberId member;
    Instant password_set_at;
    guess::Place place;
};
// On a worker thread. Takes a place for the guess first, in a transaction of its own, so that a refusal does not give it back.
Result<Checked> check_password(Workspace&, const Email&, const std::string& password);
// In the verb: who it is.
Result<MemberId> by_password(Tx&, const Checked&);
Result<MemberId> by_link(Tx&, std::string_view secret);

// Mails a link to the colleague with this address, if there is one; to others nothing, and nobody can tell which.
void send_link(Tx&, const Email&, const std::string& base_url);
std::string make_link(Tx&, MemberId, const std::string& base_url);

// On a worker thread: whether this session may set a new password. It must know the old one, unless it has signed in lately
// or there is none.
Result<Checked> check_own_password(Workspace&, const Actor&, const std::optional<std::string>& current);
// In the verb: sets it, ends the member's other sessions, and gives this one's new secret.
Result<std::string> set_password(Tx&, const Checked&, const std::string& hash);

}  // namespace sign_in
