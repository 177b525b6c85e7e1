#include "platform/store/postgres_bell.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <fmt/format.h>

namespace store::postgres {
namespace {

constexpr std::chrono::milliseconds looks_every{500};  // the safety net under LISTEN/NOTIFY
constexpr std::chrono::milliseconds tells_at_most_every{5};
constexpr std::chrono::milliseconds reconnects_every{500};

// The horizon is held back while a transaction that writes is open anywhere in the cluster, in other databases too. When it began
// is shown only to those who may see it; for the rest we watch whether the horizon moves while others commit behind it.
constexpr const char* select_horizon = R"sql(
    SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint,
        (SELECT COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - xact_start) * 1000000), 0)::bigint
         FROM pg_stat_activity WHERE backend_xid IS NOT NULL)
    FROM pg_current_snapshot() s
)sql";

bool ran(PGconn*, const std::string& text);

}  // namespace

Bell::Bell(const PostgresSettings& settings, ServiceState& state, CommitSignal& signal)
    : settings_(settings),
      channel_("steward_" + settings.schema),
      state_(state),
      signal_(signal),
      wake_up_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    thread_ = std::thread([this] { work(); });
}

Bell::~Bell() {
    stop();
    close(wake_up_);
}

void Bell::ring() {
    signal_.committed();
    if (!rung_.exchange(true)) {
        eventfd_write(wake_up_, 1);
    }
}

void Bell::stop() {
    stopping_ = true;
    eventfd_write(wake_up_, 1);
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Bell::work() {
    while (!stopping_) {
        if (connected()) {
            tell_the_others();
            look_at_the_horizon();
            listen_for(looks_every);
        } else {
            listen_for(reconnects_every);
        }
    }
}

bool Bell::connected() {
    if (handle_ && PQstatus(handle_.get()) == CONNECTION_OK) {
        return true;
    }
    try {
        handle_ = connect(settings_);
        // Nobody waits for the disk to keep a note.
        if (!ran(handle_.get(), "SET synchronous_commit TO off; LISTEN " + channel_)) {
            throw Lost(PQerrorMessage(handle_.get()));
        }
        state_.server_is_back();
        signal_.committed();  // whatever we did not hear meanwhile
        return true;
    } catch (const Broken& broken) {
        handle_.reset();
        state_.server_is_gone(broken.what());
        return false;
    }
}

// Sleeps until rung, told by another node, or the time is over.
void Bell::listen_for(std::chrono::milliseconds time) {
    pollfd both[2] = {{wake_up_, POLLIN, 0}, {handle_ ? PQsocket(handle_.get()) : -1, POLLIN, 0}};
    poll(both, handle_ ? 2 : 1, static_cast<int>(time.count()));
    eventfd_t rings = 0;
    eventfd_read(wake_up_, &rings);
    if (handle_ && (both[1].revents != 0) && heard_something()) {
        signal_.committed();
    }
}

void Bell::tell_the_others() {
    if (rung_.exchange(false) && ran(handle_.get(), "NOTIFY " + channel_)) {
        if (heard_something()) {
            signal_.committed();  // our own note took a transaction number, which may have held the horizon back for a moment
        }
        std::this_thread::sleep_for(tells_at_most_every);
    }
}

void Bell::look_at_the_horizon() {
    if (Clock::now() < next_look_) {
        return;
    }
    next_look_ = Clock::now() + looks_every;
    const Answer answer{PQexec(handle_.get(), select_horizon)};
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) {
        return;
    }
    const std::int64_t horizon = std::atoll(PQgetvalue(answer.get(), 0, 0));
    const std::int64_t next_xid = std::atoll(PQgetvalue(answer.get(), 0, 1));
    if (horizon != horizon_) {
        moved_at_ = Clock::now();
    }
    if (horizon != horizon_ || next_xid != next_xid_) {
        signal_.committed();
    }
    horizon_ = horizon;
    next_xid_ = next_xid;
    const auto standing = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - moved_at_).count();
    const std::int64_t oldest_we_may_see = std::atoll(PQgetvalue(answer.get(), 0, 2));
    horizon_age_us_ = std::max(oldest_we_may_see, horizon < next_xid ? std::int64_t{standing} : 0);
}

bool Bell::heard_something() {
    PQconsumeInput(handle_.get());
    bool heard = false;
    while (PGnotify* note = PQnotifies(handle_.get())) {
        PQfreemem(note);
        heard = true;
    }
    return heard;
}

namespace {

bool ran(PGconn* connection, const std::string& text) {
    const Answer answer{PQexec(connection, text.c_str())};
    return PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
}

}  // namespace
}  // namespace store::postgres
