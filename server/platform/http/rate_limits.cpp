#include "platform/http/rate_limits.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace http {
namespace {

constexpr std::size_t callers_before_sweep = 4'096;  // per shard
constexpr std::int64_t second = 1'000'000'000;

int seconds_up(std::int64_t span) { return static_cast<int>((std::max<std::int64_t>(span, 0) + second - 1) / second); }

}  // namespace

Taken RateLimits::take(const Allowance& allowance, std::uint64_t caller, Clock::time_point at) {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
    const auto each = static_cast<std::int64_t>(static_cast<double>(second) / allowance.per_second);
    const auto room = each * allowance.at_once;
    auto& shard = shards_[caller % shards_.size()];
    const std::lock_guard held(shard.guard);
    sweep(shard, now);
    auto& full_at = shard.full_at[caller];
    const auto wanted = std::max(full_at, now) + each;
    if (wanted - now > room) {
        return {false, 0, seconds_up(full_at - now), std::max(1, seconds_up(wanted - now - room))};
    }
    full_at = wanted;
    return {true, static_cast<int>((room - (wanted - now)) / each), seconds_up(wanted - now), 0};
}

// A bucket that is full again says nothing: it is forgotten.
void RateLimits::sweep(Shard& shard, std::int64_t now) {
    if (shard.full_at.size() < callers_before_sweep || now - shard.swept_at < second) {
        return;
    }
    shard.swept_at = now;
    std::erase_if(shard.full_at, [&](const auto& one) { return one.second <= now; });
}

std::uint64_t caller_key(std::string_view kind, std::uint64_t who) {
    // splitmix64's finisher: neighbours in address or id land in different shards.
    std::uint64_t key = who + 0x9e3779b97f4a7c15ULL * (std::hash<std::string_view>{}(kind) | 1);
    key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ULL;
    key = (key ^ (key >> 27)) * 0x94d049bb133111ebULL;
    return key ^ (key >> 31);
}

void add_headers(Reply& reply, std::string_view policy, const Allowance& allowance, const Taken& taken) {
    const auto window = std::max(1, static_cast<int>(std::ceil(allowance.at_once / allowance.per_second)));
    reply.headers.emplace_back("RateLimit-Policy", fmt::format("\"{}\";q={};w={}", policy, allowance.at_once, window));
    reply.headers.emplace_back("RateLimit", fmt::format("\"{}\";r={};t={}", policy, taken.left, taken.full_in_s));
    if (!taken.may) {
        reply.headers.emplace_back("Retry-After", fmt::format("{}", taken.retry_in_s));
    }
}

}  // namespace http
