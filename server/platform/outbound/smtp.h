#pragma once
// Handing one letter to a mail server (RFC 5321, RFC 5322), through libcurl. Any thread; blocks for at most a minute.
#include <string>

#include "platform/outbound/letter.h"

namespace outbound {

struct MailSettings {
    std::string smtp_url;   // smtp://user:password@mail.example:587, smtps://...; empty: links are printed to the log
    std::string mail_from;  // the address it comes from; empty: steward@ and the host of the page

    bool sends() const { return !smtp_url.empty(); }
};

struct Envelope {
    std::string from;
    std::string from_name;
    std::string message_id;  // the same for every try, so that a letter that arrives twice is known as one
    Instant at;
};

enum class Handed { over, refused, later };  // refused: for good, by the mail server
struct Delivery {
    Handed how = Handed::later;
    std::string why;  // without addresses and secrets
};
// A password is never sent in clear, except on this machine.
Delivery hand_over(const MailSettings&, const Envelope&, const Letter&);

}  // namespace outbound
