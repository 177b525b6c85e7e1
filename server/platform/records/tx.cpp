#include "platform/records/tx.h"

#include <algorithm>

#include "platform/records/ledger.h"

namespace {

// After a restart no id may repeat: ids go on above the newest one the ledger has seen.
constexpr store::Sql select_newest{"workspace.select_newest", "SELECT COALESCE(MAX(seq), 0) FROM event"};

}  // namespace

Tx::Tx(store::Link& link_, ids::Maker& ids, Instant now_, std::shared_ptr<const Company> company_,
       std::span<const records::Noun* const> nouns_)
    : link(link_), now(now_), company(std::move(company_)), today(company->zone.day_of(now_)), nouns(nouns_), ids_(ids) {}

Tx Tx::at(Instant then) const { return {*this, then}; }

Tx::Tx(const Tx& same, Instant then) : Tx(same.link, same.ids_, then, same.company, same.nouns) {
    act_as(same.actor_);
    source = same.source;
}

Workspace::Workspace(store::Store& store_, int node, Clock clock)
    : store(store_), clock_(std::move(clock)), ids_(node), company_(std::make_shared<Company>()) {
    records::move_ledger_base(store);  // in case this is a dump that was restored into another cluster
    store.read([&](store::Link& link) {
        link.rows(select_newest, {}, [&](store::Row& row) { ids_.start_above(row.integer(0)); });
    });
}

std::shared_ptr<const Company> Workspace::company() const {
    const std::lock_guard lock{company_lock_};
    return company_;
}

void Workspace::set_company(Company company) {
    auto fresh = std::make_shared<const Company>(std::move(company));
    const std::lock_guard lock{company_lock_};
    company_ = std::move(fresh);
}

void Workspace::read(Ref<void(Tx&)> look) {
    store.read([&](store::Link& link) {
        Tx tx{link, ids_, now(), company(), nouns};
        look(tx);
    });
}

void Workspace::write(std::function<store::Outcome(Tx&)> verb, std::function<void(store::Ended, std::exception_ptr)> ended) {
    auto after = std::make_shared<std::optional<Company>>();
    store.write(
        [this, after, verb = std::move(verb)](store::Link& link) {
            Tx tx{link, ids_, now(), company(), nouns};
            const auto outcome = verb(tx);
            *after = std::move(tx.company_after);
            return outcome;
        },
        [this, after, ended = std::move(ended)](store::Ended how, std::exception_ptr fault) {
            if (how == store::Ended::kept && *after) {
                set_company(std::move(**after));
            }
            ended(how, std::move(fault));
        });
}
