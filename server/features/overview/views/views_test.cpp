#include "features/overview/views/views.h"

#include "tests/company.h"

namespace {

class Views : public OnBothEngines {
protected:
    Result<records::Of<SavedView>> save(std::string name, ViewQuery query, std::string screen = "customers") {
        return company.act<records::Of<SavedView>>([&](Tx& tx) { return views::save(tx, {name}, {screen}, query); });
    }
};
ON_BOTH_ENGINES(Views);

ViewQuery households() {
    ViewQuery query;
    query.filter = ViewFilter{PartyKind::household, PartyRole::customer, MemberId{7}};
    query.sort = Text<1, 40>{"-last_touch_at"};
    return query;
}

TEST_P(Views, ComeBackAsTheyWereKept) {
    const auto made = save("Households", households());
    ASSERT_TRUE(made);
    const auto json = company.look<std::string>([&](Tx& tx) { return records::json(tx, *records::find<SavedView>(tx, made->it.id)); });
    EXPECT_NE(json.find(R"("filter":{"kind":"household","role":"customer","care":)"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("mine":true)"), std::string::npos) << json;
}

TEST_P(Views, OneNameIsOneView) {
    ASSERT_TRUE(save("Households", households()));
    const auto before = company.events();
    EXPECT_FALSE(save("HOUSEHOLDS", {}));
    EXPECT_EQ(company.events(), before);
}

TEST_P(Views, RefuseWhatTheListCannotShow) {
    ViewQuery query;
    query.sort = Text<1, 40>{"shoe_size"};
    EXPECT_EQ(save("By shoe size", query).no().faults[0].pointer, "/query/sort");
    EXPECT_EQ(save("Elsewhere", {}, "moon").no().faults[0].pointer, "/screen");
}

}  // namespace
