#include "platform/store/store.h"

#include <future>
#include <mutex>
#include <unordered_map>

namespace store {
namespace {

constexpr std::size_t composed_statements_max = 4'096;  // nouns times lists come to a few hundred

struct Composed {
    std::string text;
    Sql sql;
};

}  // namespace

const Sql& intern(std::string text) {
    static std::mutex guard;
    static std::unordered_map<std::string, std::unique_ptr<Composed>> all;
    const std::lock_guard held(guard);
    auto& composed = all[text];
    if (composed) {
        return composed->sql;
    }
    if (all.size() > composed_statements_max) {
        all.erase(text);
        throw Broken("More than 4,096 different statements were composed: somebody composes SQL from data.");
    }
    composed = std::make_unique<Composed>(Composed{std::move(text), {"composed", {}}});
    composed->sql.text = composed->text;
    return composed->sql;
}

Ended Store::write_and_wait(std::function<Outcome(Link&)> verb) {
    std::promise<Ended> answer;
    write(std::move(verb), [&answer](Ended ended, std::exception_ptr why) {
        if (why) {
            answer.set_exception(why);
        } else {
            answer.set_value(ended);
        }
    });
    return answer.get_future().get();
}

}  // namespace store
