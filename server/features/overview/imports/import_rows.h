#pragma once
// What one row of a sheet says, as records that it wants to be here: a company and its contact person, a colleague, a purchase.
// Each part has a number by which it is known again, so that the same sheet changes nothing twice. Pure: no database.
#include <map>
#include <unordered_map>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/overview/imports/import_sheet.h"

// One record that a row wants to be here.
struct Wish {
    std::string part;    // "company", "person", "household", "member", "purchase"
    std::string source;  // where its number comes from: "parties/customer_id"
    std::string number;  // by which it is known there
    const records::Noun* noun;
    describe::Any wanted;
    std::vector<const describe::Field*> fields;  // those that this row speaks of; none: it is only named
    bool rounded = false;                        // its amount goes on behind the cent
};

struct RowPlan {
    int row = 0;
    std::string fault;          // why nothing can come of this row
    std::vector<Wish> wishes;   // a company before its people
    std::string title;          // of the person at the company
    std::string customer;       // a purchase names people by their numbers
    std::string served_by;
    std::string unmapped;       // JSON of the cells that no field takes
};

// Reads the rows of one sheet in their order. Remembers what it has seen: the same number twice is a fault, and amounts add up.
class RowReader {
public:
    RowReader(const Sheet&, const Import&);
    RowPlan read(const Sheet::Row&);

    // Where the numbers come from by which a purchase names people.
    const std::string& customers() const { return customers_; }
    const std::string& colleagues() const { return colleagues_; }

private:
    using Fields = std::vector<const describe::Field*>;

    bool has(std::string_view field) const { return columns_.find(field) != columns_.end(); }
    std::string_view cell(std::string_view field) const;
    void read_party(RowPlan&);
    void read_member(RowPlan&);
    void read_purchase(RowPlan&);
    std::string person_name() const;
    std::string company_name() const;
    void wish_for_company(RowPlan&, const std::string& name);
    void wish_for_household(RowPlan&, const std::string& name);
    void wish_for_person(RowPlan&, const std::string& name, bool alone);
    void read_place(Party&, Fields&, RowPlan&) const;
    void read_handles(Party&, Fields&, RowPlan&, std::initializer_list<std::string_view> which) const;
    template <class T>
    void read_text(std::string_view field, std::optional<T>& into, RowPlan&) const;
    std::string unmapped() const;
    bool is_new(const std::string& part, const std::string& number);
    void same_again(RowPlan&, const std::string& part, const std::string& number) const;

    const Import& import_;
    SheetHabits habits_;
    std::map<std::string, std::size_t, std::less<>> columns_;  // by field
    std::vector<std::size_t> unmapped_;
    std::vector<std::string> headings_;
    std::unordered_map<std::string, int> rows_by_number_;
    std::unordered_map<std::string, import_values::Cents> cents_;
    std::string numbers_;  // where the numbers of this sheet come from
    std::string customers_, colleagues_;
    Sheet::Row row_;
};
