#include "platform/outbound/sender.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace outbound {
namespace {

const Actor the_house{.kind = Actor::Kind::system};

std::string host_of(const std::string& url);
std::chrono::microseconds pause_after(std::int64_t tries);
std::optional<Posted> next_due(Workspace& workspace);
void write(Workspace& workspace, const std::function<void(Tx&)>& verb);

}  // namespace

Sender::Sender(Workspace& workspace, MailSettings settings, Log log)
    : workspace_(workspace), settings_(std::move(settings)), log_(log ? std::move(log) : [](const std::string& words) { spdlog::info("{}", words); }) {}

void Sender::start() {
    thread_ = std::jthread{[this](const std::stop_token& stop) {
        std::mutex guard;
        std::condition_variable_any pause;
        std::unique_lock held(guard);
        do {
            try {
                send_due();
            } catch (const std::exception& error) {
                spdlog::warn("mail waits: {}", error.what());
            }
        } while (!pause.wait_for(held, stop, looks_every, [&] { return stop.stop_requested(); }));
    }};
}

void Sender::stop() { thread_ = {}; }

int Sender::send_due() {
    int sent = 0;
    while (const auto posted = next_due(workspace_)) {
        sent += send(*posted) ? 1 : 0;
    }
    return sent;
}

bool Sender::send(const Posted& posted) {
    const auto strike_it = [&](Tx& tx) { strike(tx, posted.id); };
    if (posted.letter.good_until < workspace_.now()) {
        spdlog::warn("mail {} is not worth sending any more", ids::to_text(posted.id));
        write(workspace_, strike_it);
        return false;
    }
    if (!settings_.sends()) {
        log_(fmt::format("No mail server is set. {} for {}: {}", posted.letter.link_words, posted.letter.to.it, posted.letter.link));
        write(workspace_, strike_it);
        return true;
    }
    const auto delivery = hand_over(settings_, envelope_of(posted), posted.letter);
    switch (delivery.how) {
        case Handed::over: write(workspace_, strike_it); break;
        case Handed::refused:
            spdlog::warn("mail {} was refused: {}", ids::to_text(posted.id), delivery.why);
            write(workspace_, strike_it);
            break;
        case Handed::later:
            spdlog::warn("mail {} waits: {}", ids::to_text(posted.id), delivery.why);
            write(workspace_, [&](Tx& tx) { try_again(tx, posted.id, tx.now + pause_after(posted.tries)); });
            break;
    }
    return delivery.how == Handed::over;
}

Envelope Sender::envelope_of(const Posted& posted) const {
    const auto host = host_of(workspace_.base_url);
    return {.from = settings_.mail_from.empty() ? "steward@" + host : settings_.mail_from,
            .from_name = workspace_.company()->name,
            .message_id = fmt::format("<{}.{}@{}>", ids::to_text(posted.id), posted.made_at.us, host),
            .at = posted.made_at};
}

namespace {

std::string host_of(const std::string& url) {
    const auto start = url.find("://") + 3;
    return url.substr(start, url.find_first_of(":/", start) - start);
}

std::chrono::microseconds pause_after(std::int64_t tries) {
    const auto doublings = std::min<std::int64_t>(tries, 10);
    return std::min<std::chrono::microseconds>(again_after_first * (1 << doublings), again_after_max);
}

// Looking costs no write; only a letter that is there is taken.
std::optional<Posted> next_due(Workspace& workspace) {
    bool due = false;
    workspace.read([&](Tx& tx) { due = is_due(tx); });
    if (!due) {
        return std::nullopt;
    }
    std::optional<Posted> next;
    write(workspace, [&](Tx& tx) { next = take_next(tx, tx.now + taken_for); });
    return next;
}

void write(Workspace& workspace, const std::function<void(Tx&)>& verb) {
    (void)workspace.act<Done>(the_house, [&](Tx& tx) -> Result<> {
        verb(tx);
        return Done{};
    });
}

}  // namespace
}  // namespace outbound
