#pragma once
// The terminal of this very process.
#include "app/terminal.h"

namespace app {

class OwnTerminal : public Terminal {
public:
    ~OwnTerminal() override;
    void say(std::string_view text) override;
    void complain(std::string_view text) override;
    std::string input() override;
    std::string file(const std::string& path) override;
    void progress(long done, long total, std::string_view what) override;

private:
    bool drew_ = false;
};

}  // namespace app
