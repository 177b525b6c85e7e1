#include "platform/records/record_routes.h"

#include <fmt/format.h>

#include "platform/records/history.h"

namespace records {
namespace {

using http::Reply;
using http::Request;

constexpr int history_page = 50;

std::string path_of(const Noun& noun, std::string_view plural) { return fmt::format("/{}/{{{}}}", plural, noun.name); }
std::string path_of(const Noun& noun) { return path_of(noun, noun.plural); }

std::int64_t id_in(const Request& request, const Noun& noun) { return ids::from_text(request.param(noun.name)).value_or(0); }

Result<Reply> as_reply(Tx& tx, Result<Record> record) {
    if (!record) {
        return record.no();
    }
    return reply(tx, *record);
}

// A merge patch is parsed off the writing thread and merged on it, because it needs the record as it then is.
http::Act patch_act(const Noun& noun) {
    return {noun.shape, [&noun](const Request& request) -> Result<http::Verb> {
                auto document = describe::parse_object(request.body);
                if (!document) {
                    return document.no();
                }
                return http::Verb{[&noun, id = id_in(request, noun), version = request.if_match().value_or(0), changes = *document](Tx& tx) {
                    return as_reply(tx, patch(tx, noun, id, version, changes.view()));
                }};
            }};
}

http::Act without_body(std::function<Result<Reply>(Tx&, const Request&)> verb) {
    return {nullptr, [verb = std::move(verb)](const Request& request) -> Result<http::Verb> {
                return http::Verb{[verb, &request](Tx& tx) { return verb(tx, request); }};
            }};
}

void add_list_route(http::Router& at, const Noun& noun) {
    auto& list = at.get("/" + noun.plural, [&noun](Tx& tx, const Request& request) -> Result<Reply> {
        const auto ask = ask_of(request);
        auto page = ask ? list_json(tx, noun, *ask) : Result<std::string>{ask.no()};
        return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
    });
    list.says("List " + noun.plural);
    list.answers = noun.shape;
    list.answers_list = true;
}

void add_count_route(http::Router& at, const Noun& noun) {
    at.get("/" + noun.plural + "/count", [&noun](Tx& tx, const Request& request) -> Result<Reply> {
          const auto ask = ask_of(request);
          const auto number = ask ? count(tx, noun, *ask) : Result<std::int64_t>{ask.no()};
          return number ? Result<Reply>{Reply::ok(fmt::format(R"({{"count":{}}})", *number))} : number.no();
      }).says("Count " + noun.plural);
}

void add_patch_route(http::Router& at, const Noun& noun, std::string_view plural, http::Who who) {
    auto& changed = at.patch(path_of(noun, plural), patch_act(noun));
    changed.may(who).versioned().says(fmt::format("Change fields of a {}", noun.name)).answers = noun.shape;
}

void add_removal_route(http::Router& at, const Noun& noun, std::string_view plural, http::Who who) {
    at.remove(path_of(noun, plural), without_body([&noun](Tx& tx, const Request& request) -> Result<Reply> {
                  auto gone = remove(tx, noun, id_in(request, noun), request.if_match());
                  return gone ? Result<Reply>{Reply::nothing()} : gone.no();
              }))
        .may(who)
        .versioned()
        .gives_status(204)
        .says(fmt::format("Remove a {}; it can be brought back", noun.name));
}

void add_restoration_route(http::Router& at, const Noun& noun, http::Who who) {
    auto& back = at.put(path_of(noun) + "/restoration", without_body([&noun](Tx& tx, const Request& request) {
                            return as_reply(tx, restore(tx, noun, id_in(request, noun)));
                        }));
    back.may(who).says(fmt::format("Bring a removed {} back", noun.name)).answers = noun.shape;
}

}  // namespace

void add_routes(http::Router& at, const Noun& noun, Offers offers) {
    if (offers.list) {
        add_list_route(at, noun);
    }
    if (offers.count) {
        add_count_route(at, noun);
    }
    auto& one = at.get(path_of(noun), [&noun](Tx& tx, const Request& request) -> Result<Reply> {
        const auto record = find(tx, noun, id_in(request, noun));
        return record ? Result<Reply>{reply(tx, *record)} : not_here(noun);
    });
    one.says(fmt::format("One {}", noun.name)).answers = noun.shape;
    at.get(path_of(noun) + "/history", [&noun](Tx& tx, const Request& request) -> Result<Reply> {
          const EventId before{ids::from_text(request.asked("cursor").value_or("")).value_or(0)};
          auto past = history_json(tx, noun, id_in(request, noun), before, history_page);
          return past ? Result<Reply>{Reply::ok(std::move(*past))} : past.no();
      })
        .asks({"cursor"})
        .says(fmt::format("Who changed what of a {}, newest first", noun.name));
    if (offers.patch) {
        add_patch_route(at, noun, noun.plural, offers.changed_by);
    }
    if (offers.remove) {
        add_removal_route(at, noun, noun.plural, offers.changed_by);
        add_restoration_route(at, noun, offers.changed_by);
    }
}

void add_change_routes(http::Router& at, const Noun& noun, std::string_view plural) {
    add_patch_route(at, noun, plural, http::Who::member);
    add_removal_route(at, noun, plural, http::Who::member);
}

Result<Ask> ask_of(const Request& request) {
    Ask ask;
    for (const auto& [name, value] : request.query) {
        if (name.starts_with("filter[") && name.ends_with(']')) {
            ask.filters.emplace_back(name.substr(7, name.size() - 8), value);
        } else if (name == "sort") {
            ask.sort = value;
        } else if (name == "cursor") {
            ask.cursor = value;
        } else if (name == "limit") {
            std::int64_t limit = 0;
            if (!describe::integer_type.from_text(value, &limit).empty() || limit < 1 || limit > limit_max) {
                return No::about("/limit", fmt::format("A page holds 1 to {} rows.", limit_max));
            }
            ask.limit = static_cast<int>(limit);
        }
    }
    return ask;
}

Ask also(Ask ask, std::string filter, std::string value) {
    ask.filters.emplace_back(std::move(filter), std::move(value));
    return ask;
}

Reply reply(Tx& tx, const Record& record, int status, std::string_view more) {
    Reply answer{status, json(tx, record, more)};
    return std::move(answer).with("ETag", fmt::format("\"{}\"", record.stamp.version));
}

void add_undo_route(http::Router& at) {
    at.post("/events/{event}/undo", without_body([](Tx& tx, const Request& request) {
                return as_reply(tx, undo(tx, request.id<LedgerEvent>("event")));
            }))
        .says("Take one step of the history back, if nobody has moved on");
}

void print_answer_schema(std::string& out, const Noun& noun) {
    std::string fields;
    describe::print_schema(fields, *noun.shape);
    constexpr std::string_view closed = R"("additionalProperties":false,"properties":{)";
    constexpr std::string_view stamped =
        R"("properties":{"version":{"type":"integer","format":"int64"},"created_at":{"type":"string","format":"date-time"},)"
        R"("updated_at":{"type":"string","format":"date-time"},"removed_at":{"type":"string","format":"date-time"},)";
    fields.replace(fields.find(closed), closed.size(), stamped);
    out += fields;
}

}  // namespace records
