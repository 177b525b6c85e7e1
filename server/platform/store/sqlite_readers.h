#pragma once
// The connections that read. A read borrows one, in one snapshot; those used last are lent first, for their caches are warm.
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/store/sqlite_connection.h"

namespace store::sqlite {

class Readers {
public:
    Readers(Opening opening, int count) : opening_(std::move(opening)), count_(count) {}

    // On the caller's thread; waits for a free connection. A read must not ask for another read inside it.
    void read(Ref<void(Link&)> look);
    // Interrupts reads that keep the log from being reused. A read notices at its next row or statement.
    void end_those_older_than(std::chrono::milliseconds);
    void stop();  // waits for the reads under way, closes the connections; later reads throw Broken

private:
    struct Reader {
        explicit Reader(const Opening& opening) : connection(opening) {}
        Connection connection;
        std::chrono::steady_clock::time_point since{};
    };
    class Borrowed;

    std::unique_ptr<Reader> borrow();
    void give_back(std::unique_ptr<Reader>);

    const Opening opening_;
    const int count_;
    std::mutex guard_;
    std::condition_variable came_back_;
    std::vector<std::unique_ptr<Reader>> free_;
    std::vector<Reader*> busy_;
    int opened_ = 0;
    bool stopped_ = false;
};

}  // namespace store::sqlite
