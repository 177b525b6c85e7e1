#include "features/overview/imports/imports.h"
#include "tests/colleague.h"

namespace {

using http::Method;

class ImportRoutes : public OnBothEngines {
protected:
    Colleague bert{company, "Bert Wolf"};

    std::string kept(std::string_view bytes) {
        const auto reply = bert.sends(Method::post, "/files?name=customers.csv", std::string{bytes});
        EXPECT_EQ(reply.status, 201) << reply.body;
        return id_in(reply.body);
    }
    static std::string id_in(const std::string& body) { return body.substr(body.find(R"("id":")") + 6, 13); }
    http::Reply begins(const std::string& file) { return bert.sends(Method::post, "/imports", R"({"file":")" + file + R"(","kind":"auto"})"); }
    void works_off(const std::string& id) { imports::work_off(company.workspace, ImportId{*ids::from_text(id)}); }
};
ON_BOTH_ENGINES(ImportRoutes);

TEST_P(ImportRoutes, ASheetIsMappedRunAndTakenBack) {
    const auto begun = begins(kept("No,Firm,Shoe size\n1,Alpha,43\n2,Beta,\n"));
    ASSERT_EQ(begun.status, 201) << begun.body;
    EXPECT_TRUE(holds(begun.body, R"("state":"mapping")")) << begun.body;
    EXPECT_TRUE(holds(begun.body, R"({"name":"Shoe size","samples":["43"]})")) << begun.body;
    const auto import = "/imports/" + id_in(begun.body);
    EXPECT_EQ(bert.sends(Method::put, import + "/running").status, 422);

    EXPECT_EQ(bert.sends(Method::patch, import, R"({"mapping":{"Firm":"shoe"}})", 1).status, 422);
    const auto mapped = bert.sends(Method::patch, import, R"({"mapping":{"Firm":"company_name","No":"external_id"}})", 1);
    EXPECT_TRUE(holds(mapped.body, R"("state":"previewed")")) << mapped.body;
    EXPECT_TRUE(holds(mapped.body, R"("preview":{"new":2,"same":0,"changed":0,"conflicts":0,"bad":0})")) << mapped.body;
    EXPECT_TRUE(holds(mapped.body, R"("unmapped":["Shoe size"])")) << mapped.body;
    EXPECT_EQ(bert.sends(Method::patch, import, R"({"kind":"members"})", 1).status, 409) << "stale: the edge says 412";

    EXPECT_TRUE(holds(bert.sends(Method::put, import + "/running").body, R"("state":"running")"));
    works_off(id_in(begun.body));
    EXPECT_TRUE(holds(bert.asks(import).body, R"("state":"done")"));
    EXPECT_TRUE(holds(bert.asks("/parties").body, "Alpha"));
    EXPECT_TRUE(holds(bert.sends(Method::remove, import + "/running").body, R"("state":"undoing")"));
    works_off(id_in(begun.body));
    EXPECT_TRUE(holds(bert.asks(import).body, R"("state":"undone")"));
    EXPECT_FALSE(holds(bert.asks("/parties").body, "Alpha"));
}

TEST_P(ImportRoutes, WhatIsLeftOutComesAsATable) {
    const auto begun = begins(kept("customer_id,company_name\n1,\n"));
    const auto table = bert.asks("/imports/" + id_in(begun.body) + "/bad-rows");
    EXPECT_EQ(table.type, "text/csv; charset=utf-8");
    EXPECT_TRUE(holds(table.body, "2,There is no name in this row.,1,")) << table.body;
}

TEST_P(ImportRoutes, WhatIsNoTableIsRefusedAndNothingIsWritten) {
    const auto file = kept("\xEF\xBB\xBFname;city\nJos\xE9;Graz;x\n\"half");
    const auto before = company.events();
    const auto refused = begins(file);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused.body, "says it is UTF-8")) << refused.body;
    EXPECT_EQ(begins("0000000000001").status, 422);
    EXPECT_EQ(bert.sends(Method::post, "/imports", R"({"file":1})").status, 422);
    EXPECT_EQ(company.events(), before);
}

TEST_P(ImportRoutes, AFileIsHandedOutToBeSaved) {
    const auto reply = bert.asks("/files/" + kept("<script>alert(1)</script>") + "/content");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "<script>alert(1)</script>");
    const auto header = [&](std::string_view name) {
        for (const auto& [one, value] : reply.headers) {
            if (one == name) return value;
        }
        return std::string{};
    };
    EXPECT_EQ(header("Content-Security-Policy"), "sandbox; default-src 'none'");
    EXPECT_EQ(header("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(header("Content-Disposition").starts_with("attachment"));
    EXPECT_EQ(bert.asks("/files/0000000000001/content").status, 404);
}

}  // namespace
