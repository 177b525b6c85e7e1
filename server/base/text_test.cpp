#include "base/text.h"

#include <gtest/gtest.h>

namespace {

TEST(Texts, AreFoundWithoutAccentsAndCapitals) {
    EXPECT_EQ(text::fold("Ernst HANDEL"), "ernst handel");
    EXPECT_EQ(text::fold("Ana Trujillo Emparedados y helados, México D.F."), "ana trujillo emparedados y helados, mexico d.f.");
    EXPECT_EQ(text::fold("Straße"), "strasse");
    EXPECT_EQ(text::fold("ＡＢＣ"), "abc");
}

TEST(Texts, CountLettersAndNotBytes) { EXPECT_EQ(text::letters("Zoë"), 3U); }

TEST(Texts, BlanksOfAnyKindAreBlank) {
    EXPECT_TRUE(text::is_blank(" \t\n\u00a0\u200b\u3000"));
    EXPECT_FALSE(text::is_blank(" x "));
}

TEST(Texts, InitialsAreTheFirstAndTheLast) {
    EXPECT_EQ(text::initials("Ana Roth"), "AR");
    EXPECT_EQ(text::initials("Émile de la Tour"), "ÉT");
    EXPECT_EQ(text::initials("Cher"), "C");
    EXPECT_EQ(text::initials(""), "");
}

TEST(Texts, SayWhyTheyCannotBeKept) {
    EXPECT_EQ((Text<1, 5>::why_bad("abc")), "");
    EXPECT_NE((Text<1, 5>::why_bad("abcdef")), "");
    EXPECT_NE((Text<1, 5>::why_bad("  ")), "");
    EXPECT_EQ((Text<0, 5>::why_bad("")), "");
    EXPECT_NE((Text<0, 5>::why_bad(std::string_view{"a\0b", 3})), "");
    EXPECT_NE((Text<0, 5>::why_bad("\xff")), "");
}

TEST(Texts, AreShortenedBetweenLetters) { EXPECT_EQ(text::shorten("Zoë Ågren", 4), "Zoë …"); }

TEST(Emails, AreToldFromOtherText) {
    for (const auto* good : {"ana@example.com", "a.b+c@sub.example.co", " ana@example.com ", "o'neil@example.ie", "ana@localhost"}) {
        EXPECT_EQ(Email::why_bad(good), "") << good;
    }
    for (const auto* bad : {"", "ana", "@example.com", "ana@", "ana@nodot", "a b@example.com", "a@b@example.com", "ana@example..com", "a@x.com\nBcc: z@x.com"}) {
        EXPECT_NE(Email::why_bad(bad), "") << bad;
    }
    EXPECT_EQ(Email{" Ana@Example.COM"}.key(), "ana@example.com");
}

TEST(Phones, AreComparedByTheirDigits) {
    EXPECT_EQ(Phone{"+49 (30) 007-4321"}.key(), "+49300074321");
    EXPECT_EQ(Phone{"0049 30 0074321"}.key(), "+49300074321");
    EXPECT_NE(Phone::why_bad("ring me"), "");
}

TEST(WebAddresses, OfAnyOtherSchemeAreRefused) {
    EXPECT_EQ(Url::why_bad("https://example.com/a?b#c"), "");
    EXPECT_EQ(Url::why_bad("www.example.com"), "");
    EXPECT_EQ(Url::why_bad("example.com:8080/x"), "");
    for (const auto* bad : {"javascript:alert(1)", "data:text/html,x", "ftp://example.com", "nodot", "https://exa mple.com", "http://\"x\".com"}) {
        EXPECT_NE(Url::why_bad(bad), "") << bad;
    }
    EXPECT_EQ(Url{"HTTPS://www.Example.com/"}.key(), "example.com");
}

}  // namespace
