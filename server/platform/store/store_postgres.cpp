// The server engine: one schema of a PostgreSQL database, several writers, as many readers, one that listens.
#include <fmt/format.h>

#include "platform/store/commit_signal.h"
#include "platform/store/postgres_bell.h"
#include "platform/store/postgres_readers.h"
#include "platform/store/postgres_writers.h"
#include "platform/store/service_state.h"
#include "platform/store/store.h"

namespace store {
namespace postgres {
namespace {

// Events of transactions that began before one still running could yet come in between, so readers stop at the horizon.
constexpr Sql select_events_after{"ledger.select_events_after", R"sql(
    SELECT seq, xid, at, actor, type, version, noun, object, label_set, source FROM event
    WHERE (xid, seq) > ($1, $2) AND xid < ledger_horizon()
    ORDER BY xid, seq LIMIT $3
)sql"};
constexpr Sql select_schema{"store.select_schema", "SELECT 1 FROM pg_namespace WHERE nspname = $1"};
constexpr std::string_view one_at_a_time = "SELECT pg_advisory_xact_lock(7377265647261726)";

class PostgresStore final : public Store {
public:
    explicit PostgresStore(const PostgresSettings&);
    ~PostgresStore() override { PostgresStore::stop(); }

    Engine engine() const override { return Engine::postgres; }
    void read(Ref<void(Link&)> look) override { readers_.read(look); }
    void write(std::function<Outcome(Link&)> verb, std::function<void(Ended, std::exception_ptr)> ended) override {
        writers_.add({std::move(verb), std::move(ended)});
    }
    const Sql& events_after() const override { return select_events_after; }
    bool wait_for_events(std::int64_t& ticket, std::chrono::milliseconds or_after) override { return signal_.wait(ticket, or_after); }
    void wake_waiters() override { signal_.committed(); }
    void make_room() override;
    Health health() override;
    std::string version() override { return version_; }
    void backup_to(const std::string&) override;
    void stop() override;

private:
    const PostgresSettings settings_;
    ServiceState state_;
    CommitSignal signal_;
    Readers readers_;
    const std::string version_;
    Bell bell_;
    Writers writers_;
};

PostgresStore::PostgresStore(const PostgresSettings& settings)
    : settings_(settings),
      readers_(settings),
      version_("PostgreSQL " + readers_.server_version()),  // so a wrong address is told at once
      bell_(settings, state_, signal_),
      writers_(settings, state_, bell_) {}

void PostgresStore::make_room() {
    write_and_wait([this](Link& link) {
        link.script(one_at_a_time);
        if (link.rows(select_schema, {std::string_view(settings_.schema)}, [](Row&) {}) == 0) {
            link.script("CREATE SCHEMA " + settings_.schema);
        }
        return Outcome::keep;
    });
}

Health PostgresStore::health() {
    Health health;
    health.mode = state_.mode();
    health.why = state_.why();
    health.horizon_age_us = bell_.horizon_age_us();
    health.queue = writers_.waiting();
    return health;
}

void PostgresStore::backup_to(const std::string&) {
    throw Broken(
        fmt::format("A workspace in PostgreSQL is backed up by PostgreSQL's own tools, for instance: pg_dump --format=custom --schema={} "
                    "--file=steward.dump, with the database's address at the end.",
                    settings_.schema));
}

void PostgresStore::stop() {
    writers_.stop();
    bell_.stop();
    signal_.stop();
    readers_.stop();
    state_.closed();
}

}  // namespace
}  // namespace postgres

std::unique_ptr<Store> open_postgres(const PostgresSettings& settings) { return std::make_unique<postgres::PostgresStore>(settings); }

}  // namespace store
