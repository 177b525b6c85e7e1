#include "features/ground/timeline/writing.h"

#include <algorithm>
#include <mutex>

#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/names.h"
#include "features/ground/timeline/timeline_limits.h"

namespace writing {
namespace {

// Requests come on many threads.
struct Board {
    std::mutex lock;
    std::vector<Line> lines;
};

Board& board() {
    static Board one;
    return one;
}

void wipe(std::vector<Line>& lines, Instant now) {
    std::erase_if(lines, [&](const Line& line) { return line.until <= now; });
}

bool is_seen_at(const Line& line, PartyId page) {
    return line.party == page || std::find(line.circles.begin(), line.circles.end(), page) != line.circles.end();
}

}  // namespace

void says(Tx& tx, PartyId party, std::string about) {
    Line line{tx.me(), party, std::move(about), relationships::circles_of(tx, party, tx.today), tx.now + writing_lives};
    const std::lock_guard lock{board().lock};
    auto& lines = board().lines;
    wipe(lines, tx.now);
    std::erase_if(lines, [&](const Line& old) { return old.member == line.member && old.party == party; });
    if (lines.size() < writing_lines_max) {
        lines.push_back(std::move(line));
    }
}

void stops(Tx& tx, PartyId party) {
    const std::lock_guard lock{board().lock};
    std::erase_if(board().lines, [&](const Line& line) { return line.member == tx.me() && line.party == party; });
}

std::vector<Line> to(Tx& tx, PartyId page) {
    std::vector<Line> seen;
    const std::lock_guard lock{board().lock};
    for (const auto& line : board().lines) {
        if (line.until > tx.now && line.member != tx.me() && is_seen_at(line, page)) {
            seen.push_back(line);
        }
    }
    return seen;
}

std::string to_json(Tx& tx, PartyId page) {
    timeline::Names names{tx};
    std::string out = "[";
    for (const auto& line : to(tx, page)) {
        if (names.of(line.party) == nullptr) {
            continue;  // who may not see them does not learn that they are written to
        }
        out += out.size() > 1 ? ",{" : "{";
        names.print_participant(out, {{}, line.member, {}, {}});
        out += R"(,"party":)";
        names.print(out, line.party);
        if (!line.about.empty()) {
            out += R"(,"about":)";
            json::print_text(out, line.about);
        }
        out += '}';
    }
    return out + ']';
}

}  // namespace writing
