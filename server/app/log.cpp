#include "app/log.h"

#include <chrono>
#include <cstdio>
#include <memory>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace app {
namespace {

constexpr std::size_t piece = 32 * 1024;

class PiecewiseErrorOutput : public spdlog::sinks::base_sink<std::mutex> {
protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        kept_.append(line.data(), line.size());
        if (kept_.size() >= piece) {
            flush_();
        }
    }
    void flush_() override {
        std::string_view left = kept_;
        while (!left.empty()) {
            const auto written = ::write(STDERR_FILENO, left.data(), left.size());
            if (written <= 0) {
                break;
            }
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        kept_.clear();
    }

private:
    std::string kept_;
};

}  // namespace

void start_log() {
    auto log = std::make_shared<spdlog::logger>("steward", std::make_shared<PiecewiseErrorOutput>());
    log->set_pattern("%Y-%m-%dT%H:%M:%S.%fZ %l %v", spdlog::pattern_time_type::utc);
    log->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(log));
    spdlog::flush_every(std::chrono::seconds{1});
}

void flush_log() { spdlog::default_logger()->flush(); }

}  // namespace app
