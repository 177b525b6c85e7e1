// The contract as a whole: it can be printed, and it is the same each time.
#include <gtest/gtest.h>

#include "app/features.h"
#include "base/json.h"

TEST(OpenApi, SaysTheSameEachTime) {
    http::Router one;
    http::Router other;
    app::add_routes(one);
    app::add_routes(other);
    EXPECT_EQ(app::openapi_of(one), app::openapi_of(other));
}

TEST(OpenApi, DescribesEveryRouteAndEveryShapeItNames) {
    http::Router router;
    app::add_routes(router);
    const auto text = app::openapi_of(router);
    const auto document = json::parse(text);
    ASSERT_TRUE(document) << document.no().words;
    const auto paths = *document->view().find("paths");
    for (const auto& route : router.all()) {
        ASSERT_TRUE(paths.find(route.path)) << route.path;
        EXPECT_FALSE(route.words.empty()) << http::word(route.method) << ' ' << route.path << " says nothing of itself";
    }
    const auto schemas = *document->view().find("components")->find("schemas");
    constexpr std::string_view mark = "\"#/components/schemas/";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const auto name = text.substr(at + mark.size(), text.find('"', at + mark.size()) - at - mark.size());
        EXPECT_TRUE(schemas.find(name)) << name << " is named and nowhere described";
    }
}
