#include "features/ground/files/files.h"

#include <filesystem>

#include "tests/company.h"

namespace {

class Files : public OnBothEngines {
protected:
    Result<records::Of<File>> put(std::string_view bytes, std::string name, std::string type = "text/csv") {
        const auto kept = files::keep(company.workspace, bytes);
        return company.act<records::Of<File>>([=](Tx& tx) { return files::put(tx, kept, name, type); });
    }
    std::string read(const File& file) {
        return company.look<std::string>([&](Tx& tx) { return files::content(company.workspace, tx, file); });
    }
};
ON_BOTH_ENGINES(Files);

TEST_P(Files, GivesBackEveryByteAlsoOfALargeOne) {
    std::string bytes(700'000, 'x');
    bytes[3] = '\0';
    bytes[699'999] = '\xFF';
    const auto file = put(bytes, "large.bin");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->it.size, 700'000);
    EXPECT_EQ(read(file->it), bytes);
}

TEST_P(Files, TheSameBytesUnderTwoNamesAreKeptOnce) {
    const auto first = put("name\nAna\n", "a.csv");
    const auto second = put("name\nAna\n", "b.csv");
    EXPECT_NE(first->it.id, second->it.id);
    EXPECT_EQ(first->it.sha256, second->it.sha256);
    EXPECT_EQ(read(second->it), "name\nAna\n");
}

TEST_P(Files, KnowsThePublishedHashOfABC) {
    EXPECT_EQ(put("abc", "abc")->it.sha256.it, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_P(Files, MissingBytesAreNeverAnEmptyFile) {
    auto file = put("here", "here.txt")->it;
    file.sha256 = {std::string(64, '0')};
    EXPECT_THROW(read(file), store::Broken);
}

TEST(FileRules, ANameIsNoPath) {
    EXPECT_EQ(file_rules::plain_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(file_rules::plain_name("C:\\Temp\\customers.csv"), "customers.csv");
    EXPECT_EQ(file_rules::plain_name(".."), "file");
    EXPECT_EQ(file_rules::plain_name("  "), "file");
    EXPECT_EQ(file_rules::plain_name("a\r\nSet-Cookie: x"), "a  Set-Cookie: x");
}

TEST(FileRules, WhatABrowserCouldRunIsServedAsPlainBytes) {
    EXPECT_EQ(file_rules::type_to_serve("text/html"), "application/octet-stream");
    EXPECT_EQ(file_rules::type_to_serve("image/svg+xml"), "application/octet-stream");
    EXPECT_EQ(file_rules::type_to_serve("text/csv"), "text/csv");
    EXPECT_EQ(file_rules::plain_type("Text/CSV; charset=utf-8"), "text/csv");
    EXPECT_EQ(file_rules::plain_type("nonsense\r\nX: y"), "application/octet-stream");
}

TEST(FileRules, ANameTravelsInAHeaderWithoutHarm) {
    EXPECT_EQ(file_rules::disposition("Käse \"x\".csv"), "attachment; filename*=UTF-8''K%C3%A4se%20%22x%22.csv");
}

}  // namespace
