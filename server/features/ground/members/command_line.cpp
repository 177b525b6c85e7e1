#include "features/ground/members/invitations.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "features/ground/members/setting_up.h"
#include "features/ground/members/sign_in.h"
#include "features/ground/members/tokens.h"

namespace members {
namespace {

const Actor the_house{.kind = Actor::Kind::system};

// Notes what is wrong with a word that was typed; all of it is said at once.
template <class T>
T as(const std::string& typed, std::string option, Faults& faults) {
    if (auto bad = T::why_bad(typed); !bad.empty()) {
        faults.push_back({"/" + std::move(option), std::move(bad)});
    }
    return T{typed};
}

Result<setting_up::First> read(const Beginning& typed);
Result<std::optional<std::string>> hash_if_any(const std::string& password);

}  // namespace

Result<std::string> begin_company(Workspace& workspace, const Beginning& typed, const std::string& base_url) {
    const auto first = read(typed);
    if (!first) {
        return first.no();
    }
    const auto hash = hash_if_any(typed.password);
    if (!hash) {
        return hash.no();
    }
    return workspace.act<std::string>(the_house, [&](Tx& tx) -> Result<std::string> {
        const auto member = setting_up::set_up(tx, *first, *hash);
        if (!member) {
            return member.no();
        }
        return *hash ? std::string{} : sign_in::make_link(tx, member->it.id, base_url);
    });
}

Result<std::string> invite_by_link(Workspace& workspace, const Newcomer& typed, const std::string& base_url) {
    Faults faults;
    const auto email = as<Email>(typed.email, "email", faults);
    const auto name = typed.name.empty() ? std::nullopt : std::optional{as<Text<1, 100>>(typed.name, "name", faults)};
    if (!faults.empty()) {
        return describe::refusal(std::move(faults));
    }
    const auto role = typed.admin ? invitations::As::administrator : invitations::As::colleague;
    return workspace.act<std::string>(the_house, [&](Tx& tx) -> Result<std::string> {
        const auto made = invitations::invite(tx, email, name, role, base_url);
        return made ? Result<std::string>{made->link} : made.no();
    });
}

Result<std::string> make_token(Workspace& workspace, const WantedToken& typed) {
    tokens::NewToken wanted;
    Faults faults;
    wanted.name = as<Text<1, 100>>(typed.name, "name", faults);
    if (auto bad = describe::type<TokenScope>().from_text(typed.scope, &wanted.scope); !bad.empty()) {
        faults.push_back({"/scope", std::move(bad)});
    }
    if (!faults.empty()) {
        return describe::refusal(std::move(faults));
    }
    return workspace.act<std::string>(the_house, [&](Tx& tx) -> Result<std::string> {
        const auto id = with_email(tx, {typed.member});
        if (!id || !acting_as(tx, *id).member) {
            return No{Refusal::not_found, "Nobody with this address works here. See: steward member list"};
        }
        const auto made = tokens::make(tx, *id, wanted);
        return made ? Result<std::string>{made->plain} : made.no();
    });
}

std::vector<Member> everyone(Workspace& workspace) {
    std::vector<Member> all;
    workspace.read([&](Tx& tx) {
        records::Ask page{.filters = {}, .sort = {}, .cursor = {}, .limit = records::limit_max};
        do {
            const auto read = records::list(tx, records::noun<Member>(), page, &page.cursor);
            for (const auto& record : *read) {
                all.push_back(records::typed<Member>(record).it);
            }
        } while (!page.cursor.empty());
    });
    return all;
}

namespace {

Result<setting_up::First> read(const Beginning& typed) {
    Faults faults;
    setting_up::First first;
    first.company = as<Text<1, 200>>(typed.company, "company", faults);
    first.time_zone = as<ZoneName>(typed.time_zone, "time-zone", faults);
    first.email = as<Email>(typed.email, "member", faults);
    first.name = typed.name.empty() ? invitations::name_from(first.email) : as<Text<1, 100>>(typed.name, "name", faults);
    if (!faults.empty()) {
        return describe::refusal(std::move(faults));
    }
    return first;
}

Result<std::optional<std::string>> hash_if_any(const std::string& password) {
    if (password.empty()) {
        return std::optional<std::string>{};
    }
    if (auto bad = password::why_bad(password); !bad.empty()) {
        return No::about("/password", std::move(bad));
    }
    auto hash = password::hash(password);
    return hash ? Result<std::optional<std::string>>{std::move(*hash)} : hash.no();
}

}  // namespace
}  // namespace members
