#pragma once
// A refusal, as a command says it.
#include "app/terminal.h"
#include "base/result.h"

namespace app {

inline int refused(Terminal& terminal, const No& no) {
    terminal.complain(no.words);
    for (const auto& fault : no.faults) {
        if (fault.words != no.words) {
            terminal.complain("  " + fault.pointer + ": " + fault.words);
        }
    }
    return leave::refused;
}

}  // namespace app
