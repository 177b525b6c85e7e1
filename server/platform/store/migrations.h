#pragma once
// Migrations: numbered SQL files in a feature's schema/ folder, embedded in the binary, applied forward only, in the order
// app gives. A file that was applied is remembered with its hash; a changed or unknown (newer) one stops the start with a sentence.
// Dialect markers: {{bytes}} is BLOB or BYTEA, {{key}} is TEXT or TEXT COLLATE "C"; a line "-- only sqlite" or
// "-- only postgres" opens a block that ends with "-- end".
#include <span>
#include <string>
#include <string_view>

namespace store {

class Store;

struct Migration {
    std::string_view feature;
    int number;
    std::string_view name;
    std::string_view sql;
};

std::span<const Migration> embedded_migrations();  // generated at build time from server/**/schema/*.sql

// Applies what is missing, feature by feature in the order named (features not named come last, by name). Gives the number applied.
// Throws Broken with a sentence when the database is newer than the program or a released migration was edited.
int migrate(Store&, std::span<const std::string_view> feature_order, std::span<const Migration> = embedded_migrations());

}  // namespace store
