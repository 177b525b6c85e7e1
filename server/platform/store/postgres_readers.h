#pragma once
// The connections that read, each read in one snapshot.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/store/postgres_connection.h"

namespace store::postgres {

class Readers {
public:
    explicit Readers(const PostgresSettings& settings) : settings_(settings) {}

    // On the caller's thread; waits for a free connection. A read must not ask for another read inside it.
    void read(Ref<void(Link&)> look);
    std::string server_version();
    void stop();  // waits for the reads under way

private:
    class Borrowed;

    std::unique_ptr<Connection> borrow();
    std::unique_ptr<Connection> wait_for_one();
    void give_back(std::unique_ptr<Connection>);

    const PostgresSettings settings_;
    std::mutex guard_;
    std::condition_variable came_back_;
    std::vector<std::unique_ptr<Connection>> free_;
    int lent_ = 0;
    bool stopped_ = false;
};

}  // namespace store::postgres
