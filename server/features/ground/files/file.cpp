#include "features/ground/files/file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace {

bool is_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

}  // namespace

std::string file_rules::plain_name(std::string_view sent) {
    const auto slash = sent.find_last_of("/\\");
    std::string name;
    for (const char letter : text::trim(slash == std::string_view::npos ? sent : sent.substr(slash + 1))) {
        name += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? ' ' : letter;
    }
    if (!text::is_utf8(name) || text::is_blank(name) || name == "." || name == "..") {
        return "file";
    }
    return text::letters(name) <= 255 ? name : text::shorten(name, 250);
}

std::string file_rules::plain_type(std::string_view sent) {
    const std::string type = text::lower_ascii(text::trim(sent.substr(0, sent.find(';'))));
    const auto slash = type.find('/');
    const bool sound = slash != std::string::npos && slash > 0 && slash + 1 < type.size() && type.size() <= 100 &&
                       std::all_of(type.begin(), type.end(), [](char letter) {
                           return is_letter_or_digit(letter) || std::string_view{"/.+-_"}.find(letter) != std::string_view::npos;
                       });
    return sound ? type : "application/octet-stream";
}

std::string_view file_rules::type_to_serve(std::string_view type) {
    constexpr std::array harmless{"text/csv",   "text/plain", "image/png",       "image/jpeg",
                                  "image/webp", "image/gif",  "application/pdf", "application/zip"};
    const bool known = std::find(harmless.begin(), harmless.end(), type) != harmless.end();
    return known ? type : "application/octet-stream";
}

std::string file_rules::disposition(std::string_view name) {
    std::string coded;
    for (const char letter : name) {
        coded += is_letter_or_digit(letter) || letter == '.' || letter == '-' || letter == '_'
                     ? std::string(1, letter)
                     : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return "attachment; filename*=UTF-8''" + coded;
}

template <>
const records::Noun& records::noun<File>() {
    static const Noun made = NounOf<File>("file", "files")
                                 .sorted_by_column("created_at")
                                 .changed_only_by_verbs({"size", "type", "sha256"})
                                 .found_as([](const File& file) { return Findable{file.name.it, "file", ""}; });
    return made;
}
