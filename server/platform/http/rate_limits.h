#pragma once
// Token buckets, one per caller and rate class, kept in memory: a restart forgives. Any thread.
//
// The arithmetic is the "virtual scheduling" form of the leaky bucket (ITU-T I.371): one number per caller, the moment at
// which its bucket would be full again, so that a bucket costs 16 bytes and nothing runs in the background.
#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/http/route.h"

namespace http {

struct Allowance {
    double per_second;
    int at_once;
};

// One per Rate, in its order: reading, writing, signing_in, costly.
struct RateSettings {
    // Strangers share an office's address, so they get room for a page that loads; a guesser gets none.
    std::array<Allowance, 4> address{{{50, 400}, {10, 100}, {0.2, 100}, {0.5, 20}}};
    // One colleague's programs may use the whole machine when nobody else needs it, but not queue for it for ever.
    std::array<Allowance, 4> account{{{50'000, 100'000}, {20'000, 40'000}, {0.2, 100}, {20, 200}}};
    Allowance wrong_credentials{0.5, 60};  // per address
};

struct Taken {
    bool may = true;
    int left = 0;
    int full_in_s = 0;   // until everything is there again
    int retry_in_s = 0;  // until one is there again
};

class RateLimits {
public:
    using Clock = std::chrono::steady_clock;
    Taken take(const Allowance&, std::uint64_t caller, Clock::time_point now = Clock::now());

private:
    // Callers are spread over shards, so that two threads seldom wait for each other.
    struct Shard {
        std::mutex guard;
        std::unordered_map<std::uint64_t, std::int64_t> full_at;  // nanoseconds
        std::int64_t swept_at = 0;
    };
    void sweep(Shard&, std::int64_t now);
    std::array<Shard, 16> shards_;
};

std::uint64_t caller_key(std::string_view kind, std::uint64_t who);
// RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers), and Retry-After when refused.
void add_headers(Reply&, std::string_view policy, const Allowance&, const Taken&);

}  // namespace http
