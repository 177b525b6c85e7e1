#include "tests/company.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

#include <libpq-fe.h>
#include <sodium.h>

#include "app/features.h"
#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "platform/store/migrations.h"

namespace {

constexpr store::Sql count_events{"tests.count_events", "SELECT COUNT(*) FROM event"};
constexpr store::Sql select_types{"tests.select_types", "SELECT type FROM event ORDER BY xid, seq"};

std::string postgres_url() {
    const char* url = std::getenv("STEWARD_TEST_POSTGRES");
    if (url == nullptr) {
        throw std::runtime_error("STEWARD_TEST_POSTGRES is not set: run the tests by bin/test, which starts PostgreSQL");
    }
    return url;
}

std::string fresh_name() {
    static int count = 0;
    return "test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

}  // namespace

FreshStore::FreshStore(store::Engine engine) {
    folder_ = (std::filesystem::temp_directory_path() / "steward-test-XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) {
        throw std::runtime_error("no folder for the test");
    }
    if (engine == store::Engine::sqlite) {
        store_ = store::open_sqlite({.directory = folder_});
    } else {
        schema_ = fresh_name();
        store_ = store::open_postgres({.url = postgres_url(), .schema = schema_});
    }
    const auto order = app::migration_order();
    store::migrate(*store_, order);
}

FreshStore::~FreshStore() {
    store_->stop();
    store_.reset();
    std::filesystem::remove_all(folder_);
    if (!schema_.empty()) {
        PGconn* link = PQconnectdb(postgres_url().c_str());
        PQclear(PQexec(link, ("SET client_min_messages = warning; DROP SCHEMA IF EXISTS " + schema_ + " CASCADE").c_str()));
        PQfinish(link);
    }
}

TestCompany::TestCompany(store::Engine engine)
    : store(engine), workspace(*store, 1, [this] { return now_; }), now_{Zone::named("Europe/Berlin")->start_of(monday()) + std::chrono::hours{9}} {
    [[maybe_unused]] static const int sodium_ready = sodium_init();
    workspace.nouns = app::nouns();
    if (engine == store::Engine::sqlite) workspace.files_directory = store.folder() + "/files";
    workspace.set_company({"Kesselhaus Film", *Zone::named("Europe/Berlin"), "EUR", true});
    somebody_.kind = Actor::Kind::member;
    somebody_.member = MemberId{1};
}

void TestCompany::wait_until(Day day) { now_ = workspace.company()->zone.start_of(day) + std::chrono::hours{9}; }

MemberId TestCompany::member(std::string name) {
    return *act<MemberId>([&](Tx& tx) -> Result<MemberId> {
        std::string local = text::fold(name);
        std::replace(local.begin(), local.end(), ' ', '.');
        const Email address{local + "@kesselhaus.example"};
        return members::add(tx, {{}, {name}, address, {}, false, MemberState::active})->it.id;
    });
}

MemberId TestCompany::admin(std::string name) {
    const auto id = member(std::move(name));
    (void)*act<records::Of<Member>>([&](Tx& tx) { return members::make_admin(tx, id); });
    return id;
}

TeamId TestCompany::team(std::string name, std::vector<MemberId> colleagues) {
    return *act<TeamId>([&](Tx& tx) -> Result<TeamId> {
        const auto id = members::make_team(tx, {name})->it.id;
        for (const auto one : colleagues) {
            (void)*members::join(tx, id, one);
        }
        return id;
    });
}

Actor TestCompany::as(MemberId id) {
    return look<Actor>([&](Tx& tx) { return members::acting_as(tx, id); });
}

PartyId TestCompany::customer(std::string name) {
    return *act<PartyId>([&](Tx& tx) -> Result<PartyId> {
        Party party;
        party.kind = PartyKind::organisation;
        party.name = {name};
        party.roles = {PartyRole::customer};
        return parties::add(tx, party)->it.id;
    });
}

PartyId TestCompany::person(std::string name) {
    return *act<PartyId>([&](Tx& tx) -> Result<PartyId> {
        Party party;
        party.name = {name};
        return parties::add(tx, party)->it.id;
    });
}

PartyId TestCompany::household(std::string name) {
    return *act<PartyId>([&](Tx& tx) -> Result<PartyId> {
        Party party;
        party.kind = PartyKind::household;
        party.name = {name};
        party.roles = {PartyRole::customer};
        return parties::add(tx, party)->it.id;
    });
}

std::int64_t TestCompany::events() {
    return look<std::int64_t>([](Tx& tx) {
        std::int64_t count = 0;
        tx.link.rows(count_events, {}, [&](store::Row& row) { count = row.integer(0); });
        return count;
    });
}

std::vector<std::string> TestCompany::event_types() {
    return look<std::vector<std::string>>([](Tx& tx) {
        std::vector<std::string> types;
        tx.link.rows(select_types, {}, [&](store::Row& row) { types.emplace_back(row.text(0)); });
        return types;
    });
}

std::string engine_name(const testing::TestParamInfo<store::Engine>& engine) {
    return engine.param == store::Engine::sqlite ? "SQLite" : "PostgreSQL";
}
