#include "platform/store/sqlite_readers.h"

#include "platform/store/sqlite_link.h"

namespace store::sqlite {

using Clock = std::chrono::steady_clock;

class Readers::Borrowed {
public:
    explicit Borrowed(Readers& from) : from_(from), reader_(from.borrow()) {}
    ~Borrowed() {
        connection().control(rollback);  // a read has nothing to commit
        from_.give_back(std::move(reader_));
    }
    Borrowed(const Borrowed&) = delete;
    Connection& connection() { return reader_->connection; }

private:
    Readers& from_;
    std::unique_ptr<Reader> reader_;
};

void Readers::read(Ref<void(Link&)> look) {
    Borrowed borrowed(*this);
    Connection& connection = borrowed.connection();
    if (const int code = connection.control(begin_read); code != SQLITE_OK) {
        fail(connection.raw(), code, "begin");
    }
    SqliteLink link(connection, false);
    look(link);
}

void Readers::end_those_older_than(std::chrono::milliseconds age) {
    const auto too_old = Clock::now() - age;
    const std::lock_guard held(guard_);
    for (Reader* reader : busy_) {
        if (reader->since < too_old) {
            reader->connection.interrupt();
        }
    }
}

void Readers::stop() {
    std::unique_lock held(guard_);
    stopped_ = true;
    came_back_.notify_all();
    came_back_.wait(held, [this] { return busy_.empty(); });
    free_.clear();
    opened_ = 0;
}

std::unique_ptr<Readers::Reader> Readers::borrow() {
    std::unique_lock held(guard_);
    came_back_.wait(held, [this] { return stopped_ || !free_.empty() || opened_ < count_; });
    if (stopped_) {
        throw Broken("The store is closed.");
    }
    if (free_.empty()) {
        free_.push_back(std::make_unique<Reader>(opening_));
        ++opened_;
    }
    auto reader = std::move(free_.back());
    free_.pop_back();
    reader->since = Clock::now();
    reader->connection.forget_failure();
    busy_.push_back(reader.get());
    return reader;
}

void Readers::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard held(guard_);
    std::erase(busy_, reader.get());
    free_.push_back(std::move(reader));
    came_back_.notify_all();
}

}  // namespace store::sqlite
