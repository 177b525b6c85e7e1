#pragma once
// The way of a command into the running server: a socket in the data folder, for its owner alone. The server runs the command
// on its own workspace and asks back for what only the caller has: standard input, the bytes of a file.
//
// Frames, both ways: one letter, four bytes of length (big-endian), and that many bytes.
//   caller:  w a word of the command (one each)   g go   d data that was asked for   n it could not be read: the sentence
//   server:  o output   e a sentence for standard error   i give the input   f give this file   p progress   x the exit code
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/terminal.h"
#include "platform/records/tx.h"

namespace app {

class AdminSocket {
public:
    explicit AdminSocket(const std::string& data, Workspace&);
    ~AdminSocket();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// The exit code of the command, or nothing when no server is running on that folder.
std::optional<int> ask_running_server(const std::string& data, const std::vector<std::string>& words, Terminal&);

}  // namespace app
