#include "platform/store/postgres_params.h"

#include <charconv>

#include <fmt/format.h>

namespace store::postgres {
namespace {

constexpr std::size_t number_length_max = 32;

std::size_t room_for(Args args);
unsigned char nibble(char digit);

}  // namespace

Params::Params(Args args) {
    text_.reserve(room_for(args));
    values_.reserve(args.size());
    lengths_.reserve(args.size());
    formats_.reserve(args.size());
    for (const auto& arg : args) {
        add(arg);
    }
}

void Params::add(const Arg& arg) {
    switch (arg.index()) {
        case 0:
            values_.push_back(nullptr);
            break;
        case 1:
            add_text(fmt::format_int(std::get<1>(arg)).c_str());
            break;
        case 2:
            add_text(fmt::format("{:.17g}", std::get<2>(arg)));
            break;
        case 3:
            add_text(std::get<3>(arg));
            break;
        default:
            values_.push_back(std::get<4>(arg).empty() ? "" : reinterpret_cast<const char*>(std::get<4>(arg).data()));
    }
    const bool bytes = arg.index() == 4;
    lengths_.push_back(bytes ? static_cast<int>(std::get<4>(arg).size()) : 0);
    formats_.push_back(bytes ? 1 : 0);
}

void Params::add_text(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        throw Broken("Text with a zero byte cannot be kept.");
    }
    values_.push_back(text_.data() + text_.size());
    text_.append(text);
    text_.push_back('\0');
}

std::int64_t PostgresRow::integer(int column) {
    const auto written = text(column);
    if (written == "t") {  // what EXISTS answers
        return 1;
    }
    std::int64_t value = 0;
    std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
}

double PostgresRow::real(int column) {
    const auto written = text(column);
    double value = 0;
    std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
}

std::string_view PostgresRow::text(int column) {
    return {PQgetvalue(answer_, row_, column), static_cast<std::size_t>(PQgetlength(answer_, row_, column))};
}

// "\x" and two digits for each byte.
Bytes PostgresRow::bytes(int column) {
    const auto written = text(column);
    auto& bytes = decoded_.emplace_back();
    bytes.reserve(written.size() / 2);
    for (std::size_t i = 2; i + 1 < written.size(); i += 2) {
        bytes.push_back(static_cast<unsigned char>(nibble(written[i]) << 4 | nibble(written[i + 1])));
    }
    return bytes;
}

namespace {

std::size_t room_for(Args args) {
    std::size_t room = 0;
    for (const auto& arg : args) {
        const auto* text = std::get_if<std::string_view>(&arg);
        room += text ? text->size() + 1 : number_length_max;
    }
    return room;
}

unsigned char nibble(char digit) { return static_cast<unsigned char>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

}  // namespace
}  // namespace store::postgres
