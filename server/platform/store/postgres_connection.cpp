#include "platform/store/postgres_connection.h"

#include <fmt/format.h>

#include "platform/store/postgres_params.h"

namespace store::postgres {

const Sql begin_write{"begin", "BEGIN ISOLATION LEVEL READ COMMITTED"};
const Sql begin_read{"begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};

namespace {

const Sql commit_work{"commit", "COMMIT"};
const Sql roll_back_work{"rollback", "ROLLBACK"};
constexpr std::size_t queued_max = 1'000;  // then their answers are read, so that neither side fills up

// A statement may last as long as a patient person; an open transaction may not keep the horizon of the whole cluster back
// while nothing happens in it.
constexpr std::string_view session_settings =
    "SET client_encoding TO 'UTF8'; SET statement_timeout TO '30s'; SET idle_in_transaction_session_timeout TO '10s'; "
    "SET client_min_messages TO warning; SET bytea_output TO hex; SET extra_float_digits TO 1";

void expect_a_plain_name(const std::string& schema);
void set_up(PGconn*, const PostgresSettings&);
std::string words_of(std::string text);

}  // namespace

Handle connect(const PostgresSettings& settings) {
    expect_a_plain_name(settings.schema);
    // What comes later wins, so the address may say otherwise.
    const char* const names[] = {"fallback_application_name", "connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname", nullptr};
    const char* const values[] = {"steward", "5", "10", "10000", settings.url.c_str(), nullptr};
    Handle handle{PQconnectdbParams(names, values, 1)};
    if (PQstatus(handle.get()) != CONNECTION_OK) {
        throw Lost(fmt::format("PostgreSQL does not let us in: {}", words_of(PQerrorMessage(handle.get()))));
    }
    PQsetNoticeProcessor(
        handle.get(), [](void*, const char*) {}, nullptr);
    set_up(handle.get(), settings);
    return handle;
}

Connection::Connection(const PostgresSettings& settings) : handle_(connect(settings)) {
    if (PQenterPipelineMode(handle_.get()) != 1) {
        throw Lost("PostgreSQL's library would not enter pipeline mode.");
    }
}

void Connection::begin(const Sql& how) {
    settle();
    failure_ = nullptr;
    trouble_ = Trouble::none;
    did_anything_ = false;
    deallocate_what_is_too_many();
    queue({&how, false}, {});
    did_anything_ = false;
}

void Connection::commit() {
    expect_unspoiled();
    queue({&commit_work, false}, {});
    sync();
    const Answer answer = settle();
    expect_unspoiled();
    if (!answer || std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
        throw Lost("PostgreSQL did not commit.");
    }
}

void Connection::roll_back() {
    if (PQstatus(handle_.get()) != CONNECTION_OK) {
        return;
    }
    try {
        sync();  // so that nothing queued before it is in its way
        queue({&roll_back_work, false}, {});
        sync();
    } catch (const Broken&) {
        return;  // the connection is gone, and the transaction with it
    }
}

bool Connection::still_there() {
    settle();
    return PQconsumeInput(handle_.get()) == 1 && PQstatus(handle_.get()) == CONNECTION_OK;
}

int Connection::rows(const Sql& sql, bool takes, Args args, EachRow each) {
    expect_unspoiled();
    queue({&sql, takes}, args);
    sync();
    const Answer answer = settle();
    expect_unspoiled();
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) {
        return std::atoi(PQcmdTuples(answer.get()));
    }
    PostgresRow row(answer.get());
    const int count = PQntuples(answer.get());
    for (int i = 0; i < count; ++i) {
        row.stand_at(i);
        each(row);
    }
    return count;
}

void Connection::run(const Sql& sql, Args args) {
    expect_unspoiled();
    queue({&sql, false}, args);
    if (expected_.size() >= queued_max) {
        sync();
        settle();
        expect_unspoiled();
    }
}

// Several statements in one text are not for the pipeline.
void Connection::script(std::string_view text) {
    expect_unspoiled();
    sync();
    settle();
    expect_unspoiled();
    did_anything_ = true;
    PQexitPipelineMode(handle_.get());
    const Answer answer{PQexec(handle_.get(), std::string(text).c_str())};
    note(answer.get(), "script");
    PQenterPipelineMode(handle_.get());
    expect_unspoiled();
}

std::string Connection::server_version() const {
    const std::string_view version = PQparameterStatus(handle_.get(), "server_version");
    return std::string(version.substr(0, version.find(' ')));
}

void Connection::queue(const Statement& statement, Args args) {
    did_anything_ = true;
    const Params params(args);
    if (!statements_.name_of(statement)) {
        prepare(statement);
    }
    expect_sent(PQsendQueryPrepared(handle_.get(), statements_.name_of(statement)->c_str(), params.count(), params.values(),
                                    params.lengths(), params.formats(), 0),
                statement.sql->name);
    expected_.push_back({Expected::Kind::answer, statement});
}

void Connection::prepare(const Statement& statement) {
    std::string text(statement.sql->text);
    if (statement.takes) {
        text += " FOR UPDATE";
    }
    expect_sent(PQsendPrepare(handle_.get(), statements_.new_name(statement).c_str(), text.c_str(), 0, nullptr), statement.sql->name);
    expected_.push_back({Expected::Kind::prepared, statement});
}

void Connection::sync() {
    expect_sent(PQpipelineSync(handle_.get()), "sync");
    expected_.push_back({Expected::Kind::sync, {}});
}

// Reads what is outstanding; gives the last answer. A failure is remembered, not thrown.
Answer Connection::settle() {
    Answer last;
    while (!expected_.empty()) {
        const Expected expected = expected_.front();
        expected_.pop_front();
        if (Answer answer = receive(expected); expected.kind == Expected::Kind::answer) {
            last = std::move(answer);
        }
    }
    statements_.forget_unconfirmed();
    return last;
}

Answer Connection::receive(const Expected& expected) {
    if (PQstatus(handle_.get()) != CONNECTION_OK) {
        note(nullptr, "connection");
        return nullptr;
    }
    Answer answer{PQgetResult(handle_.get())};
    if (expected.kind == Expected::Kind::sync) {
        if (!answer || PQresultStatus(answer.get()) != PGRES_PIPELINE_SYNC) {
            note(answer.get(), "sync");
        }
        return nullptr;
    }
    note(answer.get(), expected.statement.sql->name);
    if (expected.kind == Expected::Kind::prepared && answer && PQresultStatus(answer.get()) == PGRES_COMMAND_OK) {
        statements_.confirmed(expected.statement);
    }
    while (PQstatus(handle_.get()) == CONNECTION_OK) {  // each statement's answers end with none
        const Answer more{PQgetResult(handle_.get())};
        if (!more) {
            break;
        }
    }
    return answer;
}

void Connection::note(const PGresult* answer, std::string_view doing) {
    const auto status = PQresultStatus(answer);
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (good || trouble_ != Trouble::none) {
        return;
    }
    if (status == PGRES_PIPELINE_ABORTED) {
        trouble_ = Trouble::statement;
    } else {
        const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
        trouble_ = trouble_of(state ? state : "");
    }
    const char* words = answer ? PQresultErrorMessage(answer) : PQerrorMessage(handle_.get());
    try {
        fail(trouble_, fmt::format("{}: {}", doing, words_of(words)));
    } catch (...) {
        failure_ = std::current_exception();
    }
}

void Connection::expect_unspoiled() {
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

void Connection::expect_sent(int sent, std::string_view doing) {
    if (sent != 1) {
        note(nullptr, doing);
        std::rethrow_exception(failure_);
    }
}

void Connection::deallocate_what_is_too_many() {
    while (const auto name = statements_.one_too_many()) {
        static const Sql deallocate{"deallocate", ""};
        const std::string text = "DEALLOCATE " + *name;
        expect_sent(PQsendQueryParams(handle_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0), "deallocate");
        expected_.push_back({Expected::Kind::answer, {&deallocate, false}});
        sync();
    }
}

namespace {

// The schema's name stands in statements that take no arguments, so it may be nothing but a plain name.
void expect_a_plain_name(const std::string& schema) {
    const bool plain = !schema.empty() && schema.size() <= 40 &&
                       schema.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
                       (schema.front() < '0' || schema.front() > '9');
    if (!plain) {
        throw Broken(fmt::format("\"{}\" cannot be the name of a schema. Use small letters, digits and _, at most 40.", schema));
    }
}

void set_up(PGconn* connection, const PostgresSettings& settings) {
    const std::string text = fmt::format("SET search_path TO {}; {}", settings.schema, session_settings);
    const Answer answer{PQexec(connection, text.c_str())};
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        throw Lost(fmt::format("PostgreSQL did not take our settings: {}", words_of(PQerrorMessage(connection))));
    }
}

std::string words_of(std::string text) {
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text.empty() ? "the server hung up" : text;
}

}  // namespace
}  // namespace store::postgres
