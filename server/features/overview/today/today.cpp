#include "features/overview/today/today.h"

#include <algorithm>

#include <fmt/format.h>

#include "features/ground/members/members.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/today/today_limits.h"
#include "features/working/promises/promises.h"

namespace today {
namespace {

using Promises = std::vector<records::Of<Promise>>;

std::string greeting_name(Tx&);
void print_promises(Tx&, timeline::Names&, std::string_view name, const Promises&, std::string& out);
void print_waiting(Tx&, timeline::Names&, const std::vector<interactions::Waits>&, std::string& out);

}  // namespace

std::string page_json(Tx& tx) {
    timeline::Names names{tx};
    const auto mine = promises::open_of(tx, tx.me(), promises_today_max);
    const auto untold = promises::untold_of(tx, tx.me(), untold_today_max);
    const auto awaited = promises::awaited_by(tx, tx.me(), tx.today, awaited_today_max);
    const auto waiting = interactions::waiting(tx, waiting_today_max);
    const auto late = std::count_if(mine.begin(), mine.end(), [&](const auto& one) { return one->is_late(tx.today); });
    const auto due = std::count_if(mine.begin(), mine.end(), [&](const auto& one) { return one->due_on == tx.today; });

    std::string out = R"({"day":")" + to_text(tx.today) + R"(","greeting_name":)";
    json::print_text(out, greeting_name(tx));
    print_promises(tx, names, "promises", mine, out);
    print_promises(tx, names, "untold", untold, out);
    print_promises(tx, names, "awaited", awaited, out);
    print_waiting(tx, names, waiting, out);
    const Instant yesterday = tx.company->zone.start_of(tx.today - std::chrono::days{1});
    out += R"(,"since":)" + timeline::news_json(tx, yesterday, news_today_max);
    out += R"(,"notices":)" + notices::mine_json(tx);
    const bool done = late == 0 && due == 0 && untold.empty() && waiting.empty();
    out += fmt::format(R"(,"late":{},"due_today":{},"done":{}}})", late, due, done);
    return out;
}

std::string due_word(Day due_on, Day today) {
    const auto days = (due_on - today).count();
    if (days < 0) {
        return days == -1 ? "1 day late" : fmt::format("{} days late", -days);
    }
    return days == 0 ? "today" : days == 1 ? "tomorrow" : to_text(due_on);
}

namespace {

std::string greeting_name(Tx& tx) {
    const auto name = members::name_of(tx, tx.me());
    return name.substr(0, name.find(' '));
}

void print_promises(Tx& tx, timeline::Names& names, std::string_view name, const Promises& all, std::string& out) {
    for (const auto& one : all) {
        names.want(one->promised_to);
    }
    out += fmt::format(R"(,"{}":[)", name);
    for (const auto& one : all) {
        out += out.back() == '[' ? "" : ",";
        std::string more = R"(,"party":)";
        names.print(more, one->promised_to);
        if (one->is_open()) {
            more += R"(,"due_word":")" + due_word(one->due_on, tx.today) + '"';
        }
        out += records::json(tx, one, more);
    }
    out += ']';
}

void print_waiting(Tx& tx, timeline::Names& names, const std::vector<interactions::Waits>& all, std::string& out) {
    for (const auto& one : all) {
        names.want(one.party);
    }
    out += R"(,"waiting":[)";
    for (const auto& one : all) {
        const auto touch = records::find<Interaction>(tx, one.interaction);
        if (!touch) {
            continue;
        }
        out += out.back() == '[' ? "" : ",";
        std::string more = R"(,"party":)";
        names.print(more, one.party);
        out += records::json(tx, *touch, more);
    }
    out += ']';
}

}  // namespace
}  // namespace today
