#include "platform/store/postgres_readers.h"

#include <fmt/format.h>

#include "platform/store/postgres_link.h"

namespace store::postgres {

class Readers::Borrowed {
public:
    explicit Borrowed(Readers& from) : from_(from), connection_(from.borrow()) {}
    ~Borrowed() { from_.give_back(std::move(connection_)); }
    Borrowed(const Borrowed&) = delete;
    Connection& operator*() { return *connection_; }

private:
    Readers& from_;
    std::unique_ptr<Connection> connection_;
};

void Readers::read(Ref<void(Link&)> look) {
    Borrowed connection(*this);
    (*connection).begin(begin_read);
    PostgresLink link(*connection, false);
    try {
        look(link);
    } catch (...) {
        (*connection).roll_back();
        throw;
    }
    (*connection).roll_back();  // a read has nothing to commit, and need not wait to hear so
}

std::string Readers::server_version() {
    Borrowed connection(*this);
    return (*connection).server_version();
}

void Readers::stop() {
    std::unique_lock held(guard_);
    stopped_ = true;
    came_back_.notify_all();
    came_back_.wait(held, [this] { return lent_ == 0; });
    free_.clear();
}

// A connection that the server has hung up on meanwhile is replaced before anybody notices.
std::unique_ptr<Connection> Readers::borrow() {
    auto connection = wait_for_one();
    try {
        if (!connection || !connection->still_there()) {
            connection = std::make_unique<Connection>(settings_);
        }
        return connection;
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

std::unique_ptr<Connection> Readers::wait_for_one() {
    std::unique_lock held(guard_);
    came_back_.wait(held, [this] { return stopped_ || lent_ < settings_.connections; });
    if (stopped_) {
        throw Broken("The store is closed.");
    }
    ++lent_;
    if (free_.empty()) {
        return nullptr;
    }
    auto connection = std::move(free_.back());
    free_.pop_back();
    return connection;
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard held(guard_);
    --lent_;
    if (connection) {
        free_.push_back(std::move(connection));
    }
    came_back_.notify_all();
}

}  // namespace store::postgres
