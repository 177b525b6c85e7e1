#pragma once
// Brings the wishes of a row and what is here together: says what would happen, and makes it happen. Three voices count: what
// the source says now, what it said last time, and what stands here. What someone changed here is never overwritten.
#include "features/overview/imports/import_rows.h"
#include "features/overview/imports/import_store.h"

enum class Verdict { same, changed, new_, conflict, bad };  // the further right, the more of a row's verdict it decides
BOOST_DESCRIBE_ENUM(Verdict, same, changed, new_, conflict, bad)

struct RowOutcome {
    Verdict verdict = Verdict::same;
    std::string why;  // of a conflict or a bad row
};

class ImportWriter {
public:
    ImportWriter(const Import&, const RowReader&);

    RowOutcome judge(Tx&, RowPlan&);  // writes nothing
    RowOutcome write(Tx&, RowPlan&);  // all of the row or nothing of it

private:
    // One wish against what is here.
    struct Judged {
        Verdict verdict = Verdict::same;
        std::string why;
        std::int64_t record = 0;  // 0: it is to be made
        bool joins = false;       // a record that was here before any import knew it
        std::optional<std::string> said_before;
        std::vector<const describe::Field*> to_set;
    };
    Judged judge(Tx&, const Wish&);
    Judged judge_new(Tx&, const Wish&);
    Judged judge_known(Tx&, const Wish&, const import_store::Link&);
    Judged judge_joining(Tx&, const Wish&, PartyId);
    std::optional<std::string> name_the_ends(Tx&, RowPlan&);  // why not, or nothing
    std::vector<Judged> judge_all(Tx&, RowPlan&, RowOutcome&);

    std::int64_t write(Tx&, const RowPlan&, const Wish&, const Judged&);
    std::int64_t make(Tx&, const RowPlan&, const Wish&);
    void change(Tx&, const RowPlan&, const Wish&, const Judged&);
    void note_step(Tx&, std::string_view did, const Wish&, std::int64_t record, std::int64_t version, std::string before,
                   std::optional<std::string> link_before);

    const Import& import_;
    const RowReader& reader_;
    std::int64_t place_ = -1;  // of the last step; -1 until asked
    std::unordered_map<std::string, std::int64_t> parties_, members_;  // by number, as far as asked
};
