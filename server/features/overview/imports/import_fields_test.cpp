#include "features/overview/imports/import_fields.h"

#include <gtest/gtest.h>

namespace {

using Headings = std::vector<std::string>;

std::string mapping(ImportKind kind, const Headings& headings) {
    std::string out;
    for (const auto& field : import_fields::likely(kind, headings)) {
        out += (out.empty() ? "" : " ") + field.value_or("-");
    }
    return out;
}

const Headings customers{"customer_id", "company_name", "contact_name", "contact_title", "address", "city",
                         "region",      "postal_code",  "country",      "phone",         "fax"};
const Headings employees{"employee_id", "first_name", "last_name", "title", "city", "country", "reports_to"};
const Headings orders{"order_id", "customer_id", "employee_id", "order_date", "required_date", "shipped_date", "net_amount"};

TEST(ImportFields, RecognisesTheThreeSheetsOfNorthwind) {
    EXPECT_EQ(import_fields::recognise(customers), ImportKind::parties);
    EXPECT_EQ(import_fields::recognise(employees), ImportKind::members);
    EXPECT_EQ(import_fields::recognise(orders), ImportKind::purchases);
}

TEST(ImportFields, MapsTheThreeSheetsOfNorthwindWithoutAsking) {
    EXPECT_EQ(mapping(ImportKind::parties, customers),
              "external_id company_name contact_name contact_title address city region postal_code country phone fax");
    EXPECT_EQ(mapping(ImportKind::members, employees), "external_id first_name last_name title - - -");
    EXPECT_EQ(mapping(ImportKind::purchases, orders), "external_id customer served_by bought_on - - amount");
}

TEST(ImportFields, KnowsTheSystemsOurUsersComeFrom) {
    EXPECT_EQ(mapping(ImportKind::parties, {"Record ID", "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name"}),
              "external_id first_name last_name email phone contact_title company_name");
    EXPECT_EQ(mapping(ImportKind::parties, {"Highrise ID", "Name", "Company", "Title", "Background", "Address - Work Street", "Email address - Work"}),
              "external_id name company_name contact_title about address email");
    EXPECT_EQ(mapping(ImportKind::parties, {"First Name", "Last Name", "Organization Name", "E-mail 1 - Value", "Phone 1 - Value", "Address 1 - City"}),
              "first_name last_name company_name email phone city");
    EXPECT_EQ(mapping(ImportKind::parties, {"Kundennummer", "Firma", "Ansprechpartner", "Straße", "PLZ", "Ort", "Land", "Telefon"}),
              "external_id company_name contact_name address postal_code city country phone");
}

TEST(ImportFields, NoFieldIsGivenTwice) {
    EXPECT_EQ(mapping(ImportKind::parties, {"id", "customer_id", "company", "company_name"}), "- external_id - company_name");
}

TEST(ImportFields, APlainListOfPurchasesIsOneToo) {
    EXPECT_EQ(import_fields::recognise(Headings{"cust", "date", "sales"}), ImportKind::purchases);
    EXPECT_EQ(import_fields::recognise(Headings{"name", "email"}), ImportKind::parties);
}

TEST(ImportFields, SaysWhatIsMissing) {
    const auto words = import_fields::why_not_enough(ImportKind::purchases, import_fields::likely(ImportKind::purchases, Headings{"order_id", "net_amount"}));
    EXPECT_EQ(words, "Say which column holds the number of the customer.");
    EXPECT_EQ(import_fields::why_not_enough(ImportKind::parties, import_fields::likely(ImportKind::parties, customers)), "");
    EXPECT_NE(import_fields::why_not_enough(ImportKind::members, import_fields::likely(ImportKind::members, Headings{"shoe size"})), "");
}

}  // namespace
