#pragma once
// What the store can do just now, and since when not. Any thread.
#include <atomic>
#include <functional>
#include <mutex>
#include <string>

#include "platform/store/store.h"

namespace store {

class ServiceState {
public:
    explicit ServiceState(std::function<void(const std::string&)> on_fatal = {}) : on_fatal_(std::move(on_fatal)) {}

    Health::Mode mode() const { return mode_.load(); }
    std::string why() {
        const std::lock_guard held(guard_);
        return why_;
    }
    void disk_is_full() {
        enter(Health::Mode::read_only_disk_full, "The disk is full. Reading works; writing works again when there is room.");
    }
    void disk_has_room() { leave(Health::Mode::read_only_disk_full); }
    void server_is_gone(const std::string& error) { enter(Health::Mode::unreachable, "The database server does not answer: " + error); }
    void server_is_back() { leave(Health::Mode::unreachable); }
    // There is no way back from a failed fsync: the kernel may have dropped what it could not write.
    void disk_failed(const std::string& error) {
        const std::string why = "The disk failed to keep what it was given (" + error + "). Nothing more is written.";
        if (enter(Health::Mode::read_only_io_error, why) && on_fatal_) {
            on_fatal_(why);
        }
    }
    void closed() { enter(Health::Mode::closed, "The store is closed."); }

private:
    // True when this call changed the mode. A worse mode is never replaced by a better one.
    bool enter(Health::Mode mode, std::string why) {
        const std::lock_guard held(guard_);
        if (mode_.load() >= mode) {
            return false;
        }
        mode_ = mode;
        why_ = std::move(why);
        return true;
    }
    void leave(Health::Mode mode) {
        const std::lock_guard held(guard_);
        if (mode_.load() == mode) {
            mode_ = Health::Mode::full_service;
            why_.clear();
        }
    }

    std::function<void(const std::string&)> on_fatal_;
    std::mutex guard_;
    std::atomic<Health::Mode> mode_{Health::Mode::full_service};
    std::string why_;
};

}  // namespace store
