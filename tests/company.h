#pragma once
// A company for tests: a fresh workspace on either engine, with a clock that the test turns. Tests are short stories in the
// words of the domain; add a word here when a story needs it.
//
//   class Promises : public OnBothEngines {};
//   ON_BOTH_ENGINES(Promises);
//   TEST_P(Promises, KeptLateIsStillKept) { const auto ana = company.customer("Ana"); ... }
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "features/ground/members/team.h"
#include "features/ground/parties/party.h"
#include "platform/records/records.h"
#include "platform/store/store.h"

// A store that is empty but migrated, and gone afterwards.
class FreshStore {
public:
    explicit FreshStore(store::Engine engine);
    ~FreshStore();
    store::Store& operator*() { return *store_; }
    store::Store* operator->() { return store_.get(); }
    const std::string& folder() const { return folder_; }  // SQLite's data directory; a folder for files with PostgreSQL too

private:
    std::string folder_;
    std::string schema_;
    std::unique_ptr<store::Store> store_;
};

class TestCompany {
public:
    explicit TestCompany(store::Engine engine);

    FreshStore store;
    Workspace workspace;

    // Time stands still until it is turned. It begins on Monday, 23 November 2026, at 9:00 in Berlin.
    Instant now() const { return now_; }
    void wait(std::chrono::microseconds span) { now_ = now_ + span; }
    void wait_until(Day day);  // 9:00 on that day
    Day monday() const { return make_day(2026, 11, 23); }
    Day tuesday() const { return make_day(2026, 11, 24); }
    Day friday() const { return make_day(2026, 11, 27); }

    Actor somebody() const { return somebody_; }  // a colleague, where it does not matter who
    MemberId member(std::string name);            // a colleague who works here
    MemberId admin(std::string name);
    TeamId team(std::string name, std::vector<MemberId> members = {});
    Actor as(MemberId);                           // that colleague, with the rights they have now

    PartyId customer(std::string name);      // an organisation with the role customer
    PartyId person(std::string name);
    PartyId household(std::string name);

    // One verb by one actor in one transaction, as a request would do it.
    template <class T>
    Result<T> act(const Actor& actor, std::function<Result<T>(Tx&)> verb) { return workspace.act<T>(actor, std::move(verb)); }
    template <class T>
    Result<T> act(std::function<Result<T>(Tx&)> verb) { return act<T>(somebody_, std::move(verb)); }
    template <class T>
    T look(std::function<T(Tx&)> look) { return workspace.look<T>(somebody_, Ref<T(Tx&)>{look}); }
    template <class T>
    T look(const Actor& actor, std::function<T(Tx&)> look) { return workspace.look<T>(actor, Ref<T(Tx&)>{look}); }

    std::int64_t events();                       // how many the ledger holds: a refused call adds none
    std::vector<std::string> event_types();      // oldest first

private:
    Instant now_;
    Actor somebody_;
};

class OnBothEngines : public testing::TestWithParam<store::Engine> {
protected:
    TestCompany company{GetParam()};
};

std::string engine_name(const testing::TestParamInfo<store::Engine>&);

#define ON_BOTH_ENGINES(Suite) \
    INSTANTIATE_TEST_SUITE_P(Both, Suite, testing::Values(store::Engine::sqlite, store::Engine::postgres), engine_name)
