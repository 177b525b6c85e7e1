#include "features/overview/sample/sample.h"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/sample/sample_store.h"
#include "features/overview/sample/sample_story.h"
#include "features/working/promises/promises.h"

namespace sample {
namespace {

template <class T>
T surely(Result<T> result) {
    if (!result) throw std::runtime_error{"the sample company: " + result.no().words};
    return std::move(*result);
}

// Tells the story in the order in which it happened, each step at its own time and by whoever took it.
class Teller {
public:
    explicit Teller(Tx& tx) : tx_(tx) {}
    void tell();

private:
    using Step = std::function<void(Tx&)>;

    void introduce_colleagues();
    void introduce_customers();
    void introduce_people();
    void plan_touches();
    void plan_promises();
    void plan_purchases();
    void then(Instant at, MemberId who, Step step) { steps_.push_back({at, who, std::move(step)}); }
    void keep_in_mind(std::string_view noun, std::int64_t record) { sample_store::put(tx_, ++place_, {std::string{noun}, record}); }

    Instant at(int days_ago, int hour, int minute = 0) const;
    // "me" is whoever adds the sample; where nobody does, Bea.
    MemberId member(std::string_view key) const { return key == "me" && tx_.me() ? tx_.me() : members_.at(key == "me" ? "bea" : std::string{key}); }
    PartyId party(std::string_view key) const { return parties_.at(std::string{key}); }
    Interaction interaction(Channel, Direction, std::string_view us, std::string_view them, std::string_view body) const;

    struct Planned {
        Instant at;
        MemberId who;
        Step step;
    };
    Tx& tx_;
    std::map<std::string, MemberId> members_;
    std::map<std::string, PartyId> parties_;
    std::vector<Planned> steps_;
    std::int64_t place_ = 0;
};

std::vector<std::string_view> words_of(std::string_view keys);
template <std::size_t Max>
std::optional<Text<1, Max>> text_or_none(std::string_view words) {
    return words.empty() ? std::nullopt : std::optional{Text<1, Max>{std::string{words}}};
}
std::vector<Handle> handles(std::string_view email, std::string_view phone);
Actor acting(MemberId who);

}  // namespace

bool is_here(Tx& tx) { return sample_store::any(tx); }

Result<Done> add(Tx& tx) {
    if (!is_here(tx)) {
        Teller{tx}.tell();
    }
    return Done{};
}

Result<Done> remove(Tx& tx) {
    const auto source = std::exchange(tx.source, "sample");
    for (const auto& made : sample_store::last_first(tx)) {
        const auto* noun = records::noun_named(tx, made.noun);
        if (noun == &records::noun<Member>()) {
            (void)members::leave(tx, {made.record});  // a colleague is never removed, but leaves
        } else if (noun != nullptr && noun->removable) {
            (void)records::remove(tx, *noun, made.record, std::nullopt);  // what somebody removed already is gone
        }
    }
    sample_store::forget(tx);
    tx.source = source;
    return Done{};
}

namespace {

void Teller::tell() {
    const auto source = std::exchange(tx_.source, "sample");
    introduce_colleagues();
    introduce_customers();
    introduce_people();
    plan_touches();
    plan_promises();
    plan_purchases();
    std::stable_sort(steps_.begin(), steps_.end(), [](const Planned& a, const Planned& b) { return a.at < b.at; });
    for (const auto& planned : steps_) {
        Tx then = tx_.at(planned.at);
        then.act_as(acting(planned.who));
        planned.step(then);
    }
    tx_.source = source;
}

void Teller::introduce_colleagues() {
    std::map<std::string_view, TeamId> teams;
    for (const auto& one : sample_story::colleagues()) {
        const std::string email = std::string{one.key} + "@kesselhaus.invalid";
        MemberId id;
        if (const auto known = members::with_email(tx_, Email{email})) {
            id = *known;
            (void)members::reinstate(tx_, id);  // they were here before, with an earlier sample
        } else {
            Member colleague;
            colleague.name = {std::string{one.name}};
            colleague.email = {email};
            colleague.title = text_or_none<100>(one.title);
            id = surely(members::add(tx_, std::move(colleague))).it.id;
        }
        members_.emplace(one.key, id);
        keep_in_mind("member", id.value);
        if (one.team.empty()) continue;
        auto [team, fresh] = teams.try_emplace(one.team);
        if (fresh) {
            team->second = surely(members::make_team(tx_, {std::string{one.team}})).it.id;
            keep_in_mind("team", team->second.value);
        }
        surely(members::join(tx_, team->second, id));
    }
}

void Teller::introduce_customers() {
    for (const auto& one : sample_story::customers()) {
        Party party;
        party.kind = one.kind;
        party.name = {std::string{one.name}};
        party.about = text_or_none<5000>(one.about);
        party.handles = handles(one.email, one.phone);
        party.reach = Reach{one.reach, text_or_none<200>(one.hours)};
        party.roles = {one.role};
        party.customer_since = tx_.today - std::chrono::days{one.since_days_ago};
        party.city = text_or_none<100>(one.city);
        party.country = text_or_none<100>(one.country);
        const auto id = surely(parties::add(tx_, std::move(party))).it.id;
        parties_.emplace(one.key, id);
        keep_in_mind("party", id.value);
        for (const auto key : words_of(one.care)) {
            keep_in_mind("relationship", surely(relationships::care(tx_, id, member(key), {}, {})).it.id.value);
        }
    }
}

void Teller::introduce_people() {
    for (const auto& one : sample_story::people()) {
        Party person;
        person.kind = PartyKind::person;
        person.name = {std::string{one.name}};
        person.handles = handles(one.email, one.phone);
        const auto id = surely(parties::add(tx_, std::move(person))).it.id;
        parties_.emplace(one.key, id);
        keep_in_mind("party", id.value);
        const auto circle = party(one.customer);
        const bool firm = parties::find(tx_, circle)->it.kind == PartyKind::organisation;
        auto role = text_or_none<100>(one.role);
        const auto tie = firm ? relationships::affiliate(tx_, id, circle, std::move(role)) : relationships::join_household(tx_, id, circle, std::move(role));
        keep_in_mind("relationship", surely(tie).it.id.value);
    }
    // Ruth founded the firm, and belongs to the household too.
    keep_in_mind("relationship", surely(relationships::join_household(tx_, party("ruth"), party("brandner_home"), {})).it.id.value);
}

void Teller::plan_touches() {
    for (const auto& one : sample_story::touches()) {
        auto touch = interaction(one.channel, one.direction, one.us, one.them, one.body);
        touch.at = at(one.days_ago, one.hour, one.minute);
        if (one.minutes > 0) touch.minutes = one.minutes;
        then(touch.at, member(words_of(one.us).front()), [this, touch](Tx& tx) {
            keep_in_mind("interaction", surely(interactions::log(tx, touch)).it.id.value);
        });
    }
    for (const auto& one : sample_story::waits()) {
        auto wait = interaction(one.channel, Direction::in, one.us, one.them, one.body);
        wait.at = tx_.now - std::chrono::minutes{one.minutes_ago};
        wait.waiting = true;
        then(wait.at, member(words_of(one.us).front()), [this, wait](Tx& tx) {
            keep_in_mind("interaction", surely(interactions::log(tx, wait)).it.id.value);
        });
    }
}

void Teller::plan_promises() {
    using sample_story::Ends;
    for (const auto& one : sample_story::promises()) {
        const auto who = member(one.who);
        const auto made = std::make_shared<PromiseId>();
        then(at(one.days_ago, one.hour), who, [this, &one, who, made](Tx& tx) {
            promises::ToMake promise;
            promise.words = {std::string{one.words}};
            promise.due_on = tx_.today + std::chrono::days{one.due_in};
            promise.made_by = who;
            promise.promised_by = one.by;
            *made = surely(promises::make(tx, party(one.to), promise)).it.id;
            keep_in_mind("promise", made->value);
        });
        if (one.renegotiated_to != 0) {
            then(at(6, 12), who, [this, &one, made](Tx& tx) {
                surely(promises::renegotiate(tx, *made, tx_.today + std::chrono::days{one.renegotiated_to}, {std::string{one.agreed_by}}));
            });
        }
        if (one.ends == Ends::open) continue;
        then(at(one.ended_days_ago, one.ended_hour, 30), who, [&one, made](Tx& tx) {
            const promises::Because why{std::string{one.why}};
            switch (one.ends) {
                case Ends::open: break;
                case Ends::kept: surely(promises::keep(tx, *made, one.told, one.why.empty() ? std::nullopt : std::optional{why})); break;
                case Ends::kept_untold: surely(promises::keep(tx, *made, Told::not_yet)); break;
                case Ends::broken: surely(promises::break_openly(tx, *made, why)); break;
                case Ends::withdrawn: surely(promises::withdraw(tx, *made, why)); break;
            }
        });
    }
}

void Teller::plan_purchases() {
    const auto currency = Currency::named(tx_.company->currency).value_or(Currency{});
    std::int64_t unit = 1;
    for (int i = 0; i < currency.minor_digits(); ++i) unit *= 10;
    for (const auto& one : sample_story::purchases()) {
        Purchase purchase;
        purchase.party = party(one.customer);
        purchase.bought_on = tx_.today - std::chrono::days{one.days_ago};
        purchase.amount = {one.amount * unit, currency};
        purchase.product = text_or_none<200>(one.product);
        purchase.source = Text<1, 100>{"sample"};
        then(at(one.days_ago, 12), member("bea"), [this, purchase](Tx& tx) {
            keep_in_mind("purchase", surely(purchases::add(tx, purchase)).it.id.value);
        });
    }
}

// In the company's own day; what would lie ahead of now happened a moment ago instead.
Instant Teller::at(int days_ago, int hour, int minute) const {
    const auto day = tx_.today - std::chrono::days{days_ago};
    const auto then = tx_.company->zone.start_of(day) + std::chrono::hours{hour} + std::chrono::minutes{minute};
    return std::min(then, tx_.now - std::chrono::minutes{1});
}

Interaction Teller::interaction(Channel channel, Direction direction, std::string_view us, std::string_view them, std::string_view body) const {
    Interaction touch;
    touch.channel = channel;
    touch.direction = direction;
    touch.body = Text<1, 50'000>{std::string{body}};
    const bool together = channel == Channel::meeting || channel == Channel::visit;
    const auto ours = together ? TakesPart::present : direction == Direction::in ? TakesPart::to : TakesPart::from;
    const auto theirs = together ? TakesPart::present : direction == Direction::in ? TakesPart::from : TakesPart::to;
    for (const auto key : words_of(us)) touch.participants.push_back({{}, member(key), {}, ours});
    for (const auto key : words_of(them)) touch.participants.push_back({party(key), {}, {}, theirs});
    return touch;
}

std::vector<std::string_view> words_of(std::string_view keys) {
    std::vector<std::string_view> all;
    for (std::size_t from = 0; from < keys.size();) {
        const auto end = std::min(keys.find(' ', from), keys.size());
        all.push_back(keys.substr(from, end - from));
        from = end + 1;
    }
    return all;
}

std::vector<Handle> handles(std::string_view email, std::string_view phone) {
    std::vector<Handle> all;
    if (!email.empty()) all.push_back({HandleKind::email, {std::string{email}}, {}, false, {}});
    if (!phone.empty()) all.push_back({HandleKind::phone, {std::string{phone}}, {}, false, {}});
    return all;
}

Actor acting(MemberId who) {
    Actor actor;
    actor.kind = Actor::Kind::member;
    actor.member = who;
    return actor;
}

}  // namespace
}  // namespace sample
