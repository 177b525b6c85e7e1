#include "engines/csv/csv.h"

#include <gtest/gtest.h>

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view utf8) {
    Rows rows;
    const auto read = csv::read(utf8, csv::layout_of(utf8), [&](int, csv::Cells cells) {
        rows.emplace_back(cells.begin(), cells.end());
        return true;
    });
    EXPECT_TRUE(read);
    return rows;
}

TEST(Csv, ReadsAnyDelimiterThatPeopleUse) {
    const Rows expected{{"name", "city"}, {"Ana", "Graz"}, {"Bert", "Linz"}};
    EXPECT_EQ(rows_of("name,city\nAna,Graz\nBert,Linz\n"), expected);
    EXPECT_EQ(rows_of("name;city\r\nAna;Graz\r\nBert;Linz"), expected);
    EXPECT_EQ(rows_of("name\tcity\rAna\tGraz\rBert\tLinz\r"), expected);
    EXPECT_EQ(rows_of("name|city\nAna|Graz\nBert|Linz\n"), expected);
    EXPECT_EQ(rows_of("sep=|\r\nname|city\nAna|Graz\nBert|Linz\n"), expected);
}

TEST(Csv, CommasInsideSemicolonCellsDoNotMakeColumns) {
    EXPECT_EQ(rows_of("name;address\nAna;\"Hauptplatz 1, Graz, Austria\"\nBert;Landstrasse 2, Linz\n").front().size(), 2u);
}

TEST(Csv, KeepsLineBreaksAndQuotesInsideQuotes) {
    EXPECT_EQ(rows_of("a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n"), (Rows{{"a", "b"}, {"one\ntwo", "say \"hi\""}}));
}

TEST(Csv, TrimsPlainCellsAndKeepsQuotedOnesAsTheyAre) {
    EXPECT_EQ(rows_of("a, b\n x ,\" y \"\n"), (Rows{{"a", "b"}, {"x", " y "}}));
}

TEST(Csv, CountsRowsAsASpreadsheetDoes) {
    std::vector<int> numbers;
    ASSERT_TRUE(csv::read("a,b\r\n\r\n1,\"x\r\ny\"\r\n,\r\n2,z", {}, [&](int row, csv::Cells) {
        numbers.push_back(row);
        return true;
    }));
    EXPECT_EQ(numbers, (std::vector{1, 3, 5}));
}

TEST(Csv, StopsWhenAskedTo) {
    int seen = 0;
    ASSERT_TRUE(csv::read("a\nb\nc\n", {}, [&](int, csv::Cells) { return ++seen < 2; }));
    EXPECT_EQ(seen, 2);
}

TEST(Csv, SaysWhenAQuoteNeverCloses) {
    const auto read = csv::read("a,b\n1,\"half a ce", {}, [](int, csv::Cells) { return true; });
    ASSERT_FALSE(read);
    EXPECT_NE(read.no().words.find("cut off"), std::string::npos);
}

TEST(Csv, ReadsEveryUsualEncoding) {
    const std::string plain = "name\nJosé Ünal\n";
    EXPECT_EQ(csv::to_utf8(plain)->utf8, plain);
    EXPECT_EQ(csv::to_utf8("\xEF\xBB\xBF" + plain)->utf8, plain);
    const auto latin = csv::to_utf8("name\nJos\xE9 \xDCnal\n");
    EXPECT_EQ(latin->utf8, plain);
    EXPECT_EQ(latin->encoding, "Windows-1252");
    EXPECT_EQ(csv::to_utf8("price\n\x80 5\n")->utf8, "price\n€ 5\n");
}

std::string utf16(std::u16string_view text, bool little) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

TEST(Csv, ReadsSixteenBitTextWithAndWithoutAMark) {
    for (const bool little : {true, false}) {
        EXPECT_EQ(csv::to_utf8(utf16(u"\uFEFFname\nJosé\n", little))->utf8, "name\nJosé\n");
        EXPECT_EQ(csv::to_utf8(utf16(u"name\nJosé\n", little))->utf8, "name\nJosé\n");
    }
}

TEST(Csv, RefusesWhatIsNoTableWithASentence) {
    EXPECT_FALSE(csv::to_utf8(""));
    EXPECT_NE(csv::to_utf8("PK\x03\x04rest").no().words.find("save it as CSV"), std::string::npos);
    EXPECT_NE(csv::to_utf8("\xEF\xBB\xBFname\nJos\xE9\n").no().words.find("says it is UTF-8"), std::string::npos);
    EXPECT_FALSE(csv::to_utf8("name\nundefined \x81 there\n"));
    EXPECT_FALSE(csv::to_utf8(utf16(u"\uFEFFodd", true) + "x"));
}

TEST(Csv, WritesWhatItReads) {
    std::string out;
    csv::write(out, std::vector<std::string>{"Roth, Ana", "say \"hi\"", "two\nlines", " padded ", ""});
    EXPECT_EQ(rows_of("a,b,c,d,e\n" + out)[1], (std::vector<std::string>{"Roth, Ana", "say \"hi\"", "two\nlines", " padded ", ""}));
}

TEST(Csv, NobodysNameRunsAsAFormula) {
    std::string out;
    csv::write(out, std::vector<std::string>{"=HYPERLINK(\"x\")", "@SUM(A1)", "+43 1 234", "-12.50"});
    EXPECT_EQ(out, "\"'=HYPERLINK(\"\"x\"\")\",'@SUM(A1),+43 1 234,-12.50\r\n");
}

}  // namespace
