#pragma once
// Where a command speaks: the terminal it was typed in, also when it runs inside the server.
#include <string>
#include <string_view>

namespace app {

class Terminal {
public:
    virtual ~Terminal() = default;
    virtual void say(std::string_view text) = 0;       // what was asked for, to standard output, as it is
    virtual void complain(std::string_view text) = 0;  // a sentence, to standard error, with its line end
    virtual std::string input() = 0;                   // what was piped in; nothing from a keyboard, or when nothing comes
    virtual std::string file(const std::string& path) = 0;  // the bytes of a file of the one who typed; throws with a sentence
    virtual void progress(long done, long total, std::string_view what) = 0;  // drawn where someone can see it
};

// Exit codes, the same for every command.
namespace leave {
constexpr int well = 0;
constexpr int refused = 1;      // understood, and not done: the sentence says why
constexpr int misunderstood = 2;  // wrong options
constexpr int no_place = 3;     // the workspace cannot be opened: owned by another, unreachable, newer than the program
constexpr int broken = 4;       // a fault
}  // namespace leave

}  // namespace app
