#include "features/overview/imports/import_fields.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace import_fields {
namespace {

struct Known {
    Meaning meaning;
    std::string_view headings;  // in plain form, the likeliest first
};

constexpr std::array parties{
    Known{{"external_id", "Their number where they come from"},
          "customer_id company_id account_id client_id highrise_id record_id contact_id person_id customer_number kundennummer customer_no "
          "external_id hs_object_id id number nr"},
    Known{{"company_name", "Company"},
          "company_name company organisation organization organisation_name organization_name organization_1_name account_name accountname "
          "firma firmenname unternehmen associated_company business"},
    Known{{"household_name", "Household"}, "household_name household haushalt family familie"},
    Known{{"contact_name", "Person"},
          "contact_name contact contact_person full_name fullname ansprechpartner kontakt kontaktperson person person_name display_name"},
    Known{{"name", "Name, of a person or a company"}, "name customer customer_name client client_name kunde kundenname"},
    Known{{"first_name", "First name"}, "first_name firstname given_name vorname prenom forename"},
    Known{{"last_name", "Last name"}, "last_name lastname family_name surname nachname nom"},
    Known{{"contact_title", "What the person does there"},
          "contact_title job_title jobtitle title position function funktion role organization_title organization_1_title"},
    Known{{"email", "E-mail"},
          "email e_mail email_address emailaddress mail e_mail_1_value email_1_value email_address_work primary_email "
          "emails_primary_email email_work e_mail_adresse"},
    Known{{"phone", "Phone"},
          "phone phone_number phonenumber telephone telefon tel phone_1_value phone_number_work work_phone telefonnummer "
          "phones_primary_phone_number"},
    Known{{"mobile", "Mobile phone"}, "mobile mobile_phone mobile_number phone_number_mobile cell cell_phone handy mobil"},
    Known{{"fax", "Fax"}, "fax fax_number phone_number_fax telefax"},
    Known{{"web", "Web site"},
          "website web website_url web_address web_address_work url homepage domain domain_domain_url website_1_value company_domain"},
    Known{{"address", "Street and number"},
          "address street street_address address_1 address_line_1 address_work_street address_1_street billing_address_street addressstreet "
          "billingaddressstreet address_address_1 strasse anschrift adresse"},
    Known{{"postal_code", "Postal code"},
          "postal_code postalcode zip zip_code zipcode postcode plz address_work_zip address_1_postal_code addresspostalcode "
          "billingaddresspostalcode address_post_code"},
    Known{{"city", "City"}, "city town ort stadt ville address_work_city address_1_city addresscity billingaddresscity address_city"},
    Known{{"region", "Region"},
          "region state province county bundesland address_work_state address_1_region addressstate billingaddressstate address_state"},
    Known{{"country", "Country"},
          "country country_region land pays address_work_country address_1_country addresscountry billingaddresscountry address_country"},
    Known{{"customer_since", "Customer since"}, "customer_since since kunde_seit client_since"},
    Known{{"about", "About them"}, "about notes note background description comment comments notizen bemerkung beschreibung"},
};

constexpr std::array members{
    Known{{"external_id", "Their number where they come from"}, "employee_id staff_id user_id member_id personalnummer external_id id number"},
    Known{{"name", "Name"}, "name full_name employee_name employee mitarbeiter display_name"},
    Known{{"first_name", "First name"}, "first_name firstname given_name vorname"},
    Known{{"last_name", "Last name"}, "last_name lastname family_name surname nachname"},
    Known{{"email", "E-mail"}, "email e_mail email_address work_email mail user_email"},
    Known{{"title", "What they do here"}, "title job_title jobtitle position role function funktion"},
};

constexpr std::array purchases{
    Known{{"external_id", "Number of the order"},
          "order_id order_number order_no invoice_id invoice_number invoice_no transaction_id purchase_id bestellnummer rechnungsnummer "
          "belegnummer external_id id number"},
    Known{{"customer", "Number of the customer", true},
          "customer_id customer_number customer_no kundennummer account_id client_id company_id cust customer client kunde"},
    Known{{"bought_on", "Day", true},
          "order_date bought_on purchase_date invoice_date transaction_date date datum bestelldatum rechnungsdatum closed_on closedate"},
    Known{{"amount", "Amount", true},
          "net_amount amount net_total total total_amount order_total sum betrag netto sales revenue value price gross_amount umsatz"},
    Known{{"currency", "Currency"}, "currency currency_code amount_currency waehrung wahrung"},
    Known{{"served_by", "Who served them"}, "employee_id served_by salesperson sales_person seller employee staff_id verkaeufer mitarbeiter"},
    Known{{"product", "What they bought"}, "product product_name item article artikel produkt description"},
    Known{{"campaign", "Campaign"}, "campaign campaign_name kampagne utm_campaign"},
};

std::span<const Known> known(ImportKind kind);
std::size_t place_of(std::string_view heading, std::string_view headings);
bool any(std::span<const std::string> headings, std::string_view of);

template <std::size_t N>
constexpr std::array<Meaning, N> meanings(const std::array<Known, N>& all) {
    std::array<Meaning, N> only{};
    for (std::size_t i = 0; i < N; ++i) {
        only[i] = all[i].meaning;
    }
    return only;
}
constexpr auto party_meanings = meanings(parties);
constexpr auto member_meanings = meanings(members);
constexpr auto purchase_meanings = meanings(purchases);

// What only a list of colleagues, or only one of purchases, calls a column.
constexpr std::string_view of_colleagues = "employee_id staff_id personalnummer reports_to hire_date hired_on manager_id employee employee_name mitarbeiter";
constexpr std::string_view of_orders =
    "order_id order_date order_number order_no invoice_id invoice_number invoice_date purchase_date bought_on net_amount transaction_id "
    "bestellnummer bestelldatum rechnungsnummer rechnungsdatum";

}  // namespace

std::span<const Meaning> of(ImportKind kind) {
    switch (kind) {
        case ImportKind::parties: return party_meanings;
        case ImportKind::members: return member_meanings;
        case ImportKind::purchases: return purchase_meanings;
    }
    return {};
}

bool knows(ImportKind kind, std::string_view field) {
    const auto all = of(kind);
    return std::any_of(all.begin(), all.end(), [&](const Meaning& one) { return one.name == field; });
}

std::vector<std::optional<std::string>> likely(ImportKind kind, std::span<const std::string> headings) {
    std::vector<std::optional<std::string>> mapped(headings.size());
    for (const auto& field : known(kind)) {
        std::size_t best = std::string_view::npos;
        std::size_t column = 0;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            const auto place = mapped[i] ? std::string_view::npos : place_of(plain(headings[i]), field.headings);
            if (place < best) {
                best = place;
                column = i;
            }
        }
        if (best != std::string_view::npos) {
            mapped[column] = std::string{field.meaning.name};
        }
    }
    return mapped;
}

ImportKind recognise(std::span<const std::string> headings) {
    const auto as_purchases = likely(ImportKind::purchases, headings);
    if (any(headings, of_orders) && why_not_enough(ImportKind::purchases, as_purchases).empty()) {
        return ImportKind::purchases;
    }
    if (any(headings, of_colleagues) && !any(headings, "customer_id company_name company")) {
        return ImportKind::members;
    }
    const bool has_names = why_not_enough(ImportKind::parties, likely(ImportKind::parties, headings)).empty();
    return !has_names && why_not_enough(ImportKind::purchases, as_purchases).empty() ? ImportKind::purchases : ImportKind::parties;
}

std::string why_not_enough(ImportKind kind, std::span<const std::optional<std::string>> mapped) {
    const auto has = [&](std::string_view field) {
        return std::any_of(mapped.begin(), mapped.end(), [&](const auto& one) { return one == field; });
    };
    switch (kind) {
        case ImportKind::parties:
            return has("company_name") || has("household_name") || has("contact_name") || has("name") || has("last_name") || has("first_name")
                       ? ""
                       : "Say which column holds the name of the person or the company.";
        case ImportKind::members:
            return has("name") || has("last_name") || has("first_name") ? "" : "Say which column holds the name of the colleague.";
        case ImportKind::purchases:
            if (!has("customer")) return "Say which column holds the number of the customer.";
            if (!has("bought_on")) return "Say which column holds the day of the purchase.";
            return has("amount") ? "" : "Say which column holds the amount.";
    }
    return {};
}

std::string plain(std::string_view heading) {
    std::string out;
    for (const char letter : text::fold(heading)) {
        const bool keep = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || static_cast<unsigned char>(letter) >= 0x80;
        if (keep) {
            out += letter;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_') {
        out.pop_back();
    }
    return out;
}

namespace {

std::span<const Known> known(ImportKind kind) {
    switch (kind) {
        case ImportKind::parties: return parties;
        case ImportKind::members: return members;
        case ImportKind::purchases: return purchases;
    }
    return {};
}

// How far from the front the heading stands among those known for a field.
std::size_t place_of(std::string_view heading, std::string_view headings) {
    for (std::size_t from = 0, place = 0; from < headings.size(); ++place) {
        const auto end = std::min(headings.find(' ', from), headings.size());
        if (headings.substr(from, end - from) == heading) {
            return place;
        }
        from = end + 1;
    }
    return std::string_view::npos;
}

bool any(std::span<const std::string> headings, std::string_view of) {
    return std::any_of(headings.begin(), headings.end(),
                       [&](const std::string& heading) { return place_of(plain(heading), of) != std::string_view::npos; });
}

}  // namespace
}  // namespace import_fields
