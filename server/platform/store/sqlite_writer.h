#pragma once
// The one thread that writes: it takes what waits, runs each verb in a savepoint of one transaction, commits them together
// and only then answers. Whoever comes while it commits is in the next group, so a busy house pays one fsync for many.
#include <thread>
#include <vector>

#include "platform/store/commit_signal.h"
#include "platform/store/service_state.h"
#include "platform/store/sqlite_checkpointer.h"
#include "platform/store/sqlite_connection.h"
#include "platform/store/sqlite_link.h"
#include "platform/store/verb_queue.h"

namespace store::sqlite {

class Writer {
public:
    Writer(const SqliteSettings&, std::unique_ptr<Connection>, ServiceState&, CommitSignal&, Checkpointer&);
    ~Writer() { stop(); }

    void add(Job job);
    void stop();  // after all that was accepted
    std::int64_t waiting() { return queue_.size(); }

private:
    struct Finished {
        Job job;
        Ended ended;
        std::exception_ptr why;
    };

    void work();
    void write_group(Job first);
    void open_group(Job first);
    bool group_has_room(std::chrono::steady_clock::time_point began) const;
    void run_verb(Job job);
    Finished decide(Job job);
    bool settle_savepoint(Ended);
    void close_group();
    void answer_group();
    void lose_group(const std::string& words);
    void note_damage();
    void refuse_waiting(Job first);
    void look_for_room();
    static int after_commit(void* writer, sqlite3*, const char*, int pages);

    const int group_verbs_max_;
    const std::string directory_;
    ServiceState& state_;
    CommitSignal& signal_;
    Checkpointer& checkpointer_;
    const std::unique_ptr<Connection> own_;
    Connection& connection_;
    SqliteLink link_;
    VerbQueue queue_;
    std::vector<Finished> group_;
    bool wrote_ = false;
    std::chrono::steady_clock::time_point next_look_{};
    std::thread thread_;
};

}  // namespace store::sqlite
