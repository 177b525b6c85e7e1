#include "features/overview/imports/imports.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "features/ground/files/files.h"
#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"
#include "features/overview/imports/import_store.h"
#include "platform/records/event_store.h"
#include "tests/company.h"

namespace {

constexpr std::string_view customers =
    "customer_id,company_name,contact_name,contact_title,city,phone\n"
    "ALFKI,Alfreds Futterkiste,Maria Anders,Sales Representative,Berlin,030-0074321\n"
    "ERNSH,Ernst Handel,Roland Mendel,Sales Manager,Graz,7675-3425\n";
constexpr std::string_view employees =
    "employee_id,first_name,last_name,title,reports_to\n1,Nancy,Davolio,Sales Representative,2\n2,Andrew,Fuller,Vice President,\n";
constexpr std::string_view orders =
    "order_id,customer_id,employee_id,order_date,net_amount\n10248,ALFKI,1,2016-07-04,440.005\n10249,ERNSH,2,2016-07-05,1863.405\n";

class Imports : public OnBothEngines {
protected:
    Import bring(std::string_view sheet, std::string name = "sheet.csv") {
        auto admin = company.somebody();
        admin.admin = true;
        auto import = imports::bring_in(company.workspace, admin, {}, name, sheet);
        EXPECT_TRUE(import) << (import ? "" : import.no().words);
        return import ? *import : Import{};
    }
    Import take_back(const Import& import) {
        EXPECT_TRUE(company.act<records::Of<Import>>([&](Tx& tx) { return imports::take_back(tx, import.id); }));
        imports::work_off(company.workspace, import.id);
        return now(import);
    }
    Import now(const Import& import) {
        return company.look<Import>([&](Tx& tx) { return records::find<Import>(tx, import.id)->it; });
    }
    std::int64_t count(const records::Noun& noun) {
        return company.look<std::int64_t>([&](Tx& tx) { return *records::count(tx, noun, {}); });
    }
    std::int64_t parties() { return count(records::noun<Party>()); }
    std::optional<Party> known_as(std::string number, std::string part = "company") {
        return company.look<std::optional<Party>>([&](Tx& tx) -> std::optional<Party> {
            const auto link = import_store::link(tx, {"parties/customer_id", number, part});
            const auto party = link ? parties::find(tx, {link->record}) : std::nullopt;
            return party ? std::optional{party->it} : std::nullopt;
        });
    }
    void rename(PartyId id, std::string name) {
        ASSERT_TRUE(company.act<records::Of<Party>>([&](Tx& tx) {
            auto party = records::take<Party>(tx, id);
            (*party)->name = {name};
            return save(tx, std::move(*party));
        }));
    }
    std::string bad_rows(const Import& import) {
        return company.look<std::string>([&](Tx& tx) { return imports::bad_rows(company.workspace, tx, import); });
    }
};
ON_BOTH_ENGINES(Imports);

void expect_counts(const Import& import, ImportPreview counts) {
    ASSERT_TRUE(import.preview);
    EXPECT_EQ(import.preview->new_, counts.new_);
    EXPECT_EQ(import.preview->same, counts.same);
    EXPECT_EQ(import.preview->changed, counts.changed);
    EXPECT_EQ(import.preview->conflicts, counts.conflicts);
    EXPECT_EQ(import.preview->bad, counts.bad);
}

TEST_P(Imports, ACompanyAndItsPersonComeFromOneRow) {
    const auto import = bring(customers);
    EXPECT_EQ(import.state, ImportState::done);
    expect_counts(import, {.new_ = 2});
    EXPECT_EQ(parties(), 4);
    const auto ernst = known_as("ERNSH");
    const auto roland = known_as("ERNSH", "person");
    ASSERT_TRUE(ernst && roland);
    EXPECT_EQ(ernst->name.it, "Ernst Handel");
    EXPECT_EQ(ernst->handles.at(0).value.it, "7675-3425");
    EXPECT_EQ(roland->name.it, "Roland Mendel");
    const auto ties = company.look<std::vector<records::Of<Relationship>>>([&](Tx& tx) { return relationships::at(tx, roland->id, TieKind::affiliation); });
    ASSERT_EQ(ties.size(), 1u);
    EXPECT_EQ(ties[0]->other, ernst->id);
    EXPECT_EQ(ties[0]->role->it, "Sales Manager");
}

TEST_P(Imports, TheSameSheetAgainChangesNothing) {
    bring(customers);
    bring(employees);
    bring(orders);
    const auto party_count = parties();
    expect_counts(bring(customers), {.same = 2});
    expect_counts(bring(employees), {.same = 2});
    expect_counts(bring(orders), {.same = 2});
    EXPECT_EQ(parties(), party_count);
    EXPECT_EQ(count(records::noun<Purchase>()), 2);
}

TEST_P(Imports, LookingThroughWritesNothing) {
    const auto before = company.events();
    const auto kept = files::keep(company.workspace, customers);
    const auto file = company.act<records::Of<File>>([&](Tx& tx) { return files::put(tx, kept, "c.csv", "text/csv"); });
    const auto sheet = imports::open(company.workspace, file->it.id);
    auto import = imports::draft(**sheet, file->it.id, "c.csv", {}, Currency{});
    imports::look_through(company.workspace, **sheet, import);
    expect_counts(import, {.new_ = 2});
    EXPECT_EQ(company.events(), before + 1);  // the file itself
    EXPECT_EQ(parties(), 0);
}

TEST_P(Imports, AChangedCellChangesOnlyThatAndIsTakenBackAlone) {
    bring(customers);
    std::string moved{customers};
    moved.replace(moved.find("Graz"), 4, "Linz");
    const auto second = bring(moved);
    expect_counts(second, {.same = 1, .changed = 1});
    EXPECT_EQ(known_as("ERNSH")->city->it, "Linz");
    EXPECT_EQ(take_back(second).state, ImportState::undone);
    EXPECT_EQ(known_as("ERNSH")->city->it, "Graz");
    expect_counts(bring(customers), {.same = 2});
}

TEST_P(Imports, WhatSomeoneChangedHereIsNeverOverwritten) {
    bring(customers);
    rename(known_as("ERNSH")->id, "Ernst Handel & Sons");
    expect_counts(bring(customers), {.same = 2});
    std::string renamed{customers};
    renamed.replace(renamed.find("Ernst Handel"), 12, "Ernst Handels");
    const auto import = bring(renamed);
    expect_counts(import, {.same = 1, .conflicts = 1});
    EXPECT_EQ(known_as("ERNSH")->name.it, "Ernst Handel & Sons");
    EXPECT_NE(bad_rows(import).find("Someone changed"), std::string::npos);
}

TEST_P(Imports, BadRowsAreGivenBackWithTheirReasons) {
    const auto import = bring(
        "customer_id,company_name,phone\nA,Alpha,123456\nB,,1\nC,Gamma,no phone at all\nA,Alpha again,9999\nE,Epsilon\nF,Phi,555-1234,more\n");
    expect_counts(import, {.new_ = 1, .bad = 5});
    const auto table = bad_rows(import);
    EXPECT_TRUE(table.starts_with("row,why,customer_id,company_name,phone\r\n")) << table;
    EXPECT_NE(table.find("\r\n3,There is no name in this row.,B,,1\r\n"), std::string::npos) << table;
    EXPECT_NE(table.find("\r\n4,\"phone, \"\"no phone at all\"\""), std::string::npos) << table;
    EXPECT_NE(table.find("again as row 2"), std::string::npos) << table;
    EXPECT_NE(table.find("fewer cells"), std::string::npos) << table;
    EXPECT_NE(table.find("more cells"), std::string::npos) << table;
    EXPECT_EQ(parties(), 1);
}

TEST_P(Imports, ColleaguesComeInInvitedAndNobodyIsWrittenTo) {
    bring(employees);
    const auto all = company.look<std::vector<Member>>([](Tx& tx) {
        std::vector<Member> found;
        const auto page = records::list(tx, records::noun<Member>(), {});
        for (const auto& one : *page) found.push_back(*static_cast<const Member*>(one.it.get()));
        return found;
    });
    int imported = 0;
    for (const auto& member : all) {
        if (!member.email.it.ends_with("@unknown.invalid")) continue;
        ++imported;
        EXPECT_EQ(member.state, MemberState::invited);
        EXPECT_FALSE(member.is_admin);
    }
    EXPECT_EQ(imported, 2);
}

TEST_P(Imports, OnlyAnAdministratorBringsColleaguesIn) {
    const auto import = imports::bring_in(company.workspace, company.somebody(), {}, "e.csv", employees);
    ASSERT_FALSE(import);
    EXPECT_EQ(import.no().why, Refusal::not_allowed);
}

TEST_P(Imports, ColleaguesWhoWereTakenBackComeInAgainAsTheSame) {
    const auto before = count(records::noun<Member>());
    EXPECT_EQ(take_back(bring(employees)).kept, 0);
    expect_counts(bring(employees), {.new_ = 2});
    EXPECT_EQ(count(records::noun<Member>()), before + 2);
}

TEST_P(Imports, PurchasesNameTheirCustomerByTheirNumberAndWhoServedThem) {
    bring(customers);
    bring(employees);
    const auto import = bring(orders);
    expect_counts(import, {.new_ = 2});
    const auto ernst = known_as("ERNSH")->id;
    const auto total = company.look<purchases::Total>([&](Tx& tx) { return purchases::total(tx, ernst); });
    EXPECT_EQ(total.count, 1);
    EXPECT_EQ(total.amounts.at(0).currency.text(), "EUR");
}

TEST_P(Imports, PurchasesOfStrangersAreBadRows) {
    const auto import = bring(orders);
    expect_counts(import, {.bad = 2});
    EXPECT_NE(bad_rows(import).find("Import the customers first"), std::string::npos);
    EXPECT_EQ(count(records::noun<Purchase>()), 0);
}

TEST_P(Imports, TheWholeImportGoesBack) {
    const auto import = bring(customers);
    const auto undone = take_back(import);
    EXPECT_EQ(undone.state, ImportState::undone);
    EXPECT_EQ(undone.kept, 0);
    EXPECT_EQ(parties(), 0);
    EXPECT_EQ(count(records::noun<Relationship>()), 0);
    expect_counts(bring(customers), {.new_ = 2});
    EXPECT_EQ(parties(), 4);
}

TEST_P(Imports, WhatSomeoneWentOnWithStaysWithItsPeople) {
    const auto import = bring(customers);
    rename(known_as("ERNSH")->id, "Ernst Handel & Sons");
    const auto undone = take_back(import);
    EXPECT_EQ(undone.state, ImportState::undone);
    EXPECT_EQ(undone.kept, 3);  // the company, its person, and the tie between them
    EXPECT_EQ(parties(), 2);
    EXPECT_FALSE(known_as("ALFKI"));
    EXPECT_EQ(known_as("ERNSH", "person")->name.it, "Roland Mendel");
}

TEST_P(Imports, CustomersOfALaterImportStayUntilThatIsTakenBack) {
    const auto first = bring(customers);
    bring(employees);
    const auto second = bring(orders);
    EXPECT_EQ(take_back(first).kept, 6);
    EXPECT_EQ(parties(), 4);
    EXPECT_EQ(take_back(second).kept, 0);
    EXPECT_EQ(count(records::noun<Purchase>()), 0);
}

TEST_P(Imports, SomebodyWithTheSameAddressIsOfferedAndNeverMergedSilently) {
    const std::string_view people = "name,email\nAna Roth,ana@roth.example\n";
    ASSERT_TRUE(company.act<records::Of<Party>>([](Tx& tx) {
        Party ana;
        ana.name = {"Ana R."};
        ana.handles = {{HandleKind::email, {"Ana@Roth.example"}, {}, false, {}}};
        return parties::add(tx, ana);
    }));
    const auto import = bring(people);
    expect_counts(import, {.conflicts = 1});
    EXPECT_EQ(parties(), 1);
    EXPECT_NE(bad_rows(import).find("Ana R. has the same"), std::string::npos);
}

TEST_P(Imports, RecordsCiteTheImportAndTheRowTheyComeFrom) {
    const auto import = bring("customer_id,company_name,shoe size\nA,Alpha,43\n");
    const auto alpha = known_as("A")->id;
    const auto told = company.look<std::vector<records::Told>>([&](Tx& tx) { return records::told_about(tx, alpha.value, {}, 1); });
    EXPECT_EQ(told.at(0).source, "import:" + ids::to_text(import.id));
    const auto origins = company.look<std::vector<import_store::Origin>>([&](Tx& tx) { return import_store::origins(tx, alpha.value); });
    ASSERT_EQ(origins.size(), 1u);
    EXPECT_EQ(origins[0].row, 2);
    EXPECT_EQ(origins[0].unmapped, R"({"shoe size":"43"})");
}

// A stop between two commits is what a restart looks like: the next one goes on where it ended.
TEST_P(Imports, AStopInTheMiddleIsNeverHalfARowAndGoesOnLater) {
    std::string sheet = "customer_id,company_name\n";
    for (int i = 0; i < 1'200; ++i) sheet += std::to_string(i) + ",Company " + std::to_string(i) + "\n";
    const auto kept = files::keep(company.workspace, sheet);
    const auto id = *company.act<ImportId>([&](Tx& tx) -> Result<ImportId> {
        const auto file = files::put(tx, kept, "c.csv", "text/csv");
        Import import;
        import.file = file->it.id;
        import.name = {"c.csv"};
        return records::create(tx, import)->it.id;
    });
    const auto opened = imports::open(company.workspace, company.look<Import>([&](Tx& tx) { return records::find<Import>(tx, id)->it; }).file);
    ASSERT_TRUE(company.act<records::Of<Import>>([&](Tx& tx) -> Result<records::Of<Import>> {
        auto import = records::take<Import>(tx, id);
        const auto drafted = imports::draft(**opened, (*import)->file, "c.csv", {}, Currency{});
        (*import)->columns = drafted.columns;
        (*import)->rows = drafted.rows;
        (*import)->state = ImportState::previewed;
        auto saved = save(tx, std::move(*import));
        return saved ? imports::start(tx, id) : saved;
    }));
    std::stop_source stop;
    imports::work_off(company.workspace, id, stop.get_token(), [&](const Import&) { stop.request_stop(); });
    Import half;
    half.id = id;
    EXPECT_EQ(now(half).progress.done, 500);
    EXPECT_EQ(parties(), 500);
    imports::work_off(company.workspace, id);
    EXPECT_EQ(now(half).state, ImportState::done);
    EXPECT_EQ(parties(), 1'200);
    EXPECT_EQ(take_back(half).state, ImportState::undone);
    EXPECT_EQ(parties(), 0);
}

TEST_P(Imports, ANameThatIsNoTableIsRefusedWithASentence) {
    const auto before = company.events();
    for (const std::string_view bytes : {std::string_view{"\xEF\xBB\xBFname\nJos\xE9\n\"half"}, std::string_view{""}, std::string_view{"only,headings\n"}}) {
        const auto import = imports::bring_in(company.workspace, company.somebody(), {}, "x.csv", bytes);
        ASSERT_FALSE(import);
        EXPECT_GT(import.no().words.size(), 15u);
    }
    EXPECT_EQ(company.events(), before);
}

// ---- the real sheets: 91 companies with a person each, 9 colleagues, 830 orders of 89 of them, 1,265,793.04 in all ------

struct Sheets3 {
    std::string customers, employees, orders;
};

std::string contents(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream all;
    all << file.rdbuf();
    return all.str();
}

// The same figures in invented rows, where the real sheets are not at hand.
Sheets3 invented() {
    std::cout << "[ made data ] STEWARD_SHARED has no data/northwind_*.csv; the same figures in invented rows are used instead\n";
    Sheets3 made{std::string{customers.substr(0, customers.find('\n') + 1)}, "employee_id,first_name,last_name,title\n",
                 "order_id,customer_id,employee_id,order_date,net_amount\n"};
    for (int i = 0; i < 91; ++i) {
        made.customers += fmt::format("C{0:02},Company {0},Person {0},Owner,Graz,555-{0:04}\n", i);
    }
    for (int i = 1; i <= 9; ++i) made.employees += fmt::format("{0},First{0},Last{0},Sales\n", i);
    for (int i = 0; i < 829; ++i) made.orders += fmt::format("{},C{:02},{},2016-07-04,1525.0045\n", i, i % 89, i % 9 + 1);
    made.orders += "829,C00,1,2016-07-04,1564.305\n";  // 829 x 1525.0045 + 1564.305 = 1265793.0355
    return made;
}

Sheets3 northwind() {
    const char* shared = std::getenv("STEWARD_SHARED");
    const std::filesystem::path data = shared == nullptr ? "../shared/data" : std::filesystem::path{shared} / "data";
    if (!std::filesystem::exists(data / "northwind_orders.csv")) return invented();
    return {contents(data / "northwind_customers.csv"), contents(data / "northwind_employees.csv"), contents(data / "northwind_orders.csv")};
}

TEST_P(Imports, NorthwindComesInWholeGoesBackWholeAndComesInAgain) {
    const auto sheets = northwind();
    const auto first = bring(sheets.customers, "customers.csv");
    expect_counts(first, {.new_ = 91});
    expect_counts(bring(sheets.employees, "employees.csv"), {.new_ = 9});
    const auto orders_in = bring(sheets.orders, "orders.csv");
    expect_counts(orders_in, {.new_ = 830});
    EXPECT_EQ(parties(), 182);
    std::int64_t minor = 0;
    std::set<std::int64_t> buyers;
    company.look<int>([&](Tx& tx) {
        std::string cursor;
        do {
            records::Ask ask{{}, "", cursor, 200};
            const auto page = records::list(tx, records::noun<Purchase>(), ask, &cursor);
            for (const auto& one : *page) {
                const auto& purchase = *static_cast<const Purchase*>(one.it.get());
                minor += purchase.amount.minor;
                buyers.insert(purchase.party.value);
            }
        } while (!cursor.empty());
        return 0;
    });
    EXPECT_EQ(minor, 126'579'304);
    EXPECT_EQ(buyers.size(), 89u);

    expect_counts(bring(sheets.customers), {.same = 91});
    expect_counts(bring(sheets.employees), {.same = 9});
    expect_counts(bring(sheets.orders), {.same = 830});

    EXPECT_EQ(take_back(orders_in).kept, 0);
    EXPECT_EQ(take_back(first).kept, 0);
    EXPECT_EQ(parties(), 0);
    EXPECT_EQ(count(records::noun<Purchase>()), 0);
    expect_counts(bring(sheets.customers), {.new_ = 91});
    expect_counts(bring(sheets.orders), {.new_ = 830});
}

}  // namespace
