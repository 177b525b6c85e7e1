#include "tests/stores.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <random>

namespace stores {
namespace {

std::string new_schema();

}  // namespace

Folder::Folder() : path_((std::filesystem::temp_directory_path() / "steward-test-XXXXXX").string()) {
    if (!mkdtemp(path_.data())) {
        throw std::runtime_error("There is no room for a test's folder.");
    }
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

Fresh::Fresh(store::Engine engine) : engine_(engine) {
    if (engine == store::Engine::sqlite) {
        folder_ = std::make_unique<Folder>();
        sqlite.directory = folder_->path();
    } else {
        postgres.url = postgres_url();
        postgres.schema = new_schema();
    }
    store_ = open();
    store_->make_room();
}

Fresh::~Fresh() {
    if (engine_ == store::Engine::postgres) {
        store_ = open();
        store_->write_and_wait([this](store::Link& link) {
            link.script("DROP SCHEMA " + postgres.schema + " CASCADE");
            return store::Outcome::keep;
        });
    }
}

std::unique_ptr<store::Store> Fresh::another_node() { return store::open_postgres(postgres); }

void Fresh::reopen() {
    store_.reset();
    store_ = open();
}

std::unique_ptr<store::Store> Fresh::open() {
    return engine_ == store::Engine::sqlite ? store::open_sqlite(sqlite) : store::open_postgres(postgres);
}

std::string postgres_url() {
    const char* url = std::getenv("STEWARD_TEST_POSTGRES");
    if (!url) {
        throw std::runtime_error("Tests need PostgreSQL: run them as bin/test-postgres build/dev/steward_tests.");
    }
    return url;
}

void OnBothStores::make(std::string_view tables) {
    store.write_and_wait([&](store::Link& link) {
        link.script(tables);
        return store::Outcome::keep;
    });
}

std::int64_t number(store::Store& store, const store::Sql& sql, std::initializer_list<store::Arg> args) {
    std::int64_t found = -1;
    store.read([&](store::Link& link) { link.rows(sql, args, [&](store::Row& row) { found = row.integer(0); }); });
    return found;
}

namespace {

// Several test programs may share one server.
std::string new_schema() {
    static const std::string program = std::to_string(std::random_device{}());
    static std::atomic<int> count{0};
    return "test_" + program + "_" + std::to_string(++count);
}

}  // namespace
}  // namespace stores
