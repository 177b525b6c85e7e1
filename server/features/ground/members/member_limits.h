#pragma once
// The limits of members and sign-in, each with its reason.
#include <chrono>
#include <cstddef>

namespace members {

using namespace std::chrono_literals;

// ---- people
constexpr std::size_t members_of_a_team_max = 3'000;  // the largest company we build for, all in one team
constexpr int members_known_max = 10'000;             // who may ever have worked here; names are read at once up to this

// ---- sessions
constexpr auto session_lasts_max = std::chrono::days{30};  // NIST SP 800-63B: who signed in must do so again within 30 days
constexpr auto session_idle_max = std::chrono::days{7};    // a week away; a browser forgotten in a hotel closes by itself
constexpr auto session_seen_every = 5min;                  // so that reading costs no write; nobody needs to know it finer
constexpr auto clock_back_max = 10min;                     // a session seen later than this from now means that the clock was set back
constexpr int sessions_of_a_member_max = 50;               // more browsers than anyone has; the oldest are ended beyond it
constexpr std::size_t user_agent_shown_max = 200;          // letters; enough to recognise one's own browser

// ---- guessing
constexpr int guesses_max = 10;             // per account, from any mix of addresses: RELIABILITY's figure
constexpr auto guesses_within = 15min;
constexpr int links_asked_max = 5;          // mails to one person within the same time; all of them stay good
constexpr auto hashing_waits_max = 3s;      // then "try later": flooding sign-in must not hold every worker
constexpr int hashing_at_once_max = 2;      // 64 MiB each, so guessing never costs more than 128 MiB

// ---- secrets
constexpr std::size_t secret_bytes = 24;    // 192 bits; 128 is the least for what is guessed online
constexpr std::size_t password_min = 8;     // NIST SP 800-63B: eight, without rules about kinds of letters
constexpr std::size_t password_max = 200;   // a whole sentence, and no longer than hashing should read
constexpr std::size_t password_letters_min = 4;  // different ones: "aaaaaaaa" is no password
constexpr auto sign_in_link_lasts = 15min;  // long enough for slow mail, short enough for an open mailbox
constexpr auto invitation_lasts = std::chrono::days{7};  // a holiday week between inviting and coming
constexpr auto signed_in_lately = 15min;    // who came in by a link just now may set a password without the old one
constexpr std::size_t tokens_of_a_member_max = 100;  // more programs than anyone looks after
constexpr auto used_up_kept = std::chrono::days{1};  // what has expired is swept away after a day

}  // namespace members
