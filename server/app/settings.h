#pragma once
// What the one who runs Steward decides. Each is an option of the command line and a STEWARD_... variable.
#include <cstdint>
#include <string>
#include <vector>

#include "platform/outbound/smtp.h"

namespace app {

// Where a workspace is kept.
struct Place {
    std::string data;      // the folder: database, files, keys
    std::string database;  // postgresql://..., or empty for SQLite in the folder
    std::string schema = "public";
    int node = 0;          // which of several servers on one database this is: 0..1023

    bool is_sqlite() const { return database.empty(); }
};

struct Settings {
    Place place;
    std::string listen = "127.0.0.1:8080";
    std::string base_url;                      // empty: http://localhost:PORT
    std::vector<std::string> hosts;            // further names, with ports, under which requests may come
    std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For is believed
    std::string settings_token;                // lets others read /metrics and /readyz
    outbound::MailSettings mail;               // without a mail server, links are printed to the log
    int connections_max = 12'000;
    bool log_requests = true;
};

}  // namespace app
