#pragma once
// Fresh stores for tests: SQLite in a folder of its own, PostgreSQL in a schema of its own of the server that
// STEWARD_TEST_POSTGRES names (bin/test-postgres starts one). Both are gone afterwards.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "platform/store/store.h"

namespace stores {

class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

// A new, empty store. Nothing is migrated; on PostgreSQL the schema is there.
class Fresh {
public:
    explicit Fresh(store::Engine);
    ~Fresh();
    Fresh(const Fresh&) = delete;

    store::Store& operator*() { return *store_; }
    store::Store* operator->() { return store_.get(); }
    std::unique_ptr<store::Store> another_node();  // PostgreSQL only
    void reopen();                                 // as if the program had been started again

    store::SqliteSettings sqlite;
    store::PostgresSettings postgres;

private:
    std::unique_ptr<store::Store> open();

    const store::Engine engine_;
    std::unique_ptr<Folder> folder_;
    std::unique_ptr<store::Store> store_;
};

std::string postgres_url();  // fails with a sentence when there is no server to test on

// class Promises : public stores::OnBothStores {}; ON_BOTH_STORES(Promises); TEST_P(Promises, ...)
class OnBothStores : public testing::TestWithParam<store::Engine> {
protected:
    bool on_postgres() const { return GetParam() == store::Engine::postgres; }
    void make(std::string_view tables);  // DDL that both understand

    Fresh fresh{GetParam()};
    store::Store& store = *fresh;
};

#define ON_BOTH_STORES(Suite)                                                                            \
    INSTANTIATE_TEST_SUITE_P(On, Suite, testing::Values(store::Engine::sqlite, store::Engine::postgres), \
                             [](const auto& engine) { return engine.param == store::Engine::sqlite ? "Sqlite" : "Postgres"; })

// For tests that count and look.
std::int64_t number(store::Store&, const store::Sql&, std::initializer_list<store::Arg> = {});

}  // namespace stores
