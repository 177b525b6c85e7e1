// Commands on a workspace that nobody has, and on one that a server runs.
#include "app/command_line.h"

#include <fstream>

#include <gtest/gtest.h>

#include "app/admin_socket.h"
#include "app/server.h"
#include "tests/stores.h"

namespace {

class Paper : public app::Terminal {
public:
    void say(std::string_view text) override { said += text; }
    void complain(std::string_view text) override { complained += text; }
    std::string input() override { return "typed"; }
    std::string file(const std::string& path) override {
        if (path != "sheet.csv") throw std::runtime_error("Cannot read " + path + ".");
        return "a,b";
    }
    void progress(long, long, std::string_view) override {}
    std::string said, complained;
};

int run(const std::vector<const char*>& words) {
    app::CommandLine line;
    app::add_all_commands(line);
    std::vector<const char*> all{"steward"};
    all.insert(all.end(), words.begin(), words.end());
    return line.run(static_cast<int>(all.size()), all.data());
}

app::Settings on_folder(const std::string& folder) {
    app::Settings settings;
    settings.place.data = folder;
    settings.listen = "127.0.0.1:0";
    return settings;
}

}  // namespace

TEST(Commands, MisunderstoodAndRefusedHaveCodesOfTheirOwn) {
    EXPECT_EQ(run({"version"}), 0);
    EXPECT_EQ(run({"dance"}), 2);
    EXPECT_EQ(run({"check"}), 2) << "where?";
    EXPECT_EQ(run({"serve", "--help"}), 0);
    EXPECT_EQ(run({"check", "--database", "postgresql://127.0.0.1:1/none"}), 3);
}

TEST(Commands, WorkWithAndWithoutAServer) {
    const stores::Folder folder;
    EXPECT_EQ(run({"check", "--data", folder.path().c_str()}), 0);
    app::Server server{on_folder(folder.path())};
    Paper paper;
    EXPECT_EQ(app::ask_running_server(folder.path(), {"check", "--data", folder.path()}, paper), 0);
    EXPECT_NE(paper.said.find("Everything is whole"), std::string::npos);
    EXPECT_EQ(app::ask_running_server(folder.path(), {"serve", "--data", folder.path()}, paper), 2) << "a second server is no command for the first";
    EXPECT_EQ(run({"serve", "--data", folder.path().c_str(), "--listen", "127.0.0.1:0"}), 3) << "the folder is taken";

    const auto copy = folder.path() + "/copy.db";
    EXPECT_EQ(app::ask_running_server(folder.path(), {"backup", copy, "--data", folder.path()}, paper), 0);
    EXPECT_TRUE(std::ifstream{copy}.good());
    server.stop();
}

TEST(Commands, NobodyAnswersOnAFolderWithoutAServer) {
    const stores::Folder folder;
    Paper paper;
    EXPECT_FALSE(app::ask_running_server(folder.path(), {"check"}, paper));
}
