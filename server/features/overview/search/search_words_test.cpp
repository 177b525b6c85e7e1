#include "features/overview/search/search_words.h"

#include <gtest/gtest.h>

namespace {

using Words = std::vector<std::string>;

TEST(SearchWords, FoldsCaseAndAccentsAndCutsAtPunctuation) {
    EXPECT_EQ(search_words::of("José’s Käse-Straße 5 (Graz)", 20), (Words{"jose", "s", "kase", "strasse", "5", "graz"}));
    EXPECT_EQ(search_words::of("ana@roth.example", 20), (Words{"ana", "roth", "example"}));
    EXPECT_EQ(search_words::of("Ana ana ANA", 20), (Words{"ana"}));
    EXPECT_EQ(search_words::of("a b c", 2), (Words{"a", "b"}));
    EXPECT_TRUE(search_words::of(" -- “” ", 20).empty());
    EXPECT_EQ(search_words::of("Žižek 東京", 20), (Words{"zizek", "東京"}));
}

TEST(SearchWords, NothingOfAQueryLanguageCanBeTyped) {
    const auto typed = search_words::of("\"x\" OR NEAR(y) * : ' & !z", 20);
    EXPECT_EQ(search_words::for_fts5(typed, "words", ""), R"(words : ("x" * AND "or" * AND "near" * AND "y" * AND "z" *))");
    EXPECT_EQ(search_words::for_tsquery(typed), "'x':* & 'or':* & 'near':* & 'y':* & 'z':*");
}

double score(std::string_view typed, std::string title, std::string about = "", std::string noun = "party") {
    return search_words::score(search_words::of(typed, 8), {std::move(noun), std::move(title), std::move(about)});
}

TEST(SearchWords, ANameThatBeginsAsTypedComesFirst) {
    EXPECT_GT(score("ern", "Ernst Handel"), score("ern", "Handel Ernst"));
    EXPECT_GT(score("ern", "Handel Ernst"), score("ern", "Graz", "person at Ernst Handel"));
    EXPECT_GT(score("ern", "Graz", "person at Ernst Handel"), score("ern", "Graz"));
    EXPECT_GT(score("ernst handel", "Ernst Handel"), score("ernst handel", "Ernst Handel Holding"));
    EXPECT_GT(score("ruth", "Ruth Brandner"), score("ruth", "Greeting for Ruth", "", "promise"));
    EXPECT_GT(score("ruth", "Ruth Okonjo"), score("ruth", "Ruthless Ltd"));
}

}  // namespace
