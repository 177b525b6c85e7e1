#include "platform/store/postgres_statements.h"

namespace store::postgres {

const std::string* Statements::name_of(const Statement& statement) {
    if (const auto known = known_.find(statement); known != known_.end()) {
        newest_first_.splice(newest_first_.begin(), newest_first_, known->second);
        return &known->second->second;
    }
    const auto queued = unconfirmed_.find(statement);
    return queued == unconfirmed_.end() ? nullptr : &queued->second;
}

const std::string& Statements::new_name(const Statement& statement) {
    return unconfirmed_[statement] = "s" + std::to_string(++names_given_);
}

void Statements::confirmed(const Statement& statement) {
    auto queued = unconfirmed_.extract(statement);
    newest_first_.emplace_front(statement, std::move(queued.mapped()));
    known_[statement] = newest_first_.begin();
}

std::optional<std::string> Statements::one_too_many() {
    if (newest_first_.size() <= statements_kept_max) {
        return std::nullopt;
    }
    auto [statement, name] = std::move(newest_first_.back());
    newest_first_.pop_back();
    known_.erase(statement);
    return name;
}

}  // namespace store::postgres
