#pragma once
// Empties the outbox: hands each letter to the mail server, and tries again, less and less often, until it is not worth it. A
// letter is sent at least once; every try carries the same Message-ID. Without a mail server the link of a letter is printed to
// the log, for whoever runs Steward to hand on; with one it never is.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "platform/outbound/outbox.h"
#include "platform/outbound/smtp.h"
#include "platform/records/tx.h"

namespace outbound {

constexpr std::chrono::milliseconds looks_every{500};   // how long a letter may lie before it leaves
constexpr std::chrono::minutes again_after_first{1};    // then twice as long each time ...
constexpr std::chrono::hours again_after_max{1};        // ... up to this
constexpr std::chrono::minutes taken_for{2};            // another node takes a letter over when this one has died with it

class Sender {
public:
    using Log = std::function<void(const std::string&)>;
    Sender(Workspace&, MailSettings, Log log = {});  // without `log`: the server's
    ~Sender() { stop(); }

    void start();
    void stop();
    int send_due();  // gives how many left; start() calls it over and over

private:
    bool send(const Posted&);
    Envelope envelope_of(const Posted&) const;

    Workspace& workspace_;
    const MailSettings settings_;
    const Log log_;
    std::jthread thread_;
};

}  // namespace outbound
