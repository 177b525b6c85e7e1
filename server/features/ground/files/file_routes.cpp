#include "features/ground/files/file_limits.h"
#include "features/ground/files/files.h"
#include "platform/records/record_routes.h"

namespace files {
namespace {

using http::Reply;
using http::Request;

Result<http::Verb> add_file(const Request& request) {
    if (request.body.empty()) {
        return No{Refusal::not_valid, "This file is empty."};
    }
    const std::string name{request.asked("name").value_or("file")};
    const std::string type{request.header("content-type").value_or("")};
    return http::Verb{[kept = keep(*request.workspace, request.body), name, type](Tx& tx) -> Result<Reply> {
        auto file = put(tx, kept, name, type);
        return file ? Result<Reply>{records::reply(tx, *file, 201)} : file.no();
    }};
}

// Always to be saved, never shown in our name: whatever the bytes are, a browser must not run them here.
Result<Reply> file_content(Tx& tx, const Request& request) {
    const auto file = find(tx, request.id<File>("file"));
    if (!file) {
        return records::not_here<File>();
    }
    return Reply{200, content(*request.workspace, tx, file->it), std::string{file_rules::type_to_serve(file->it.type)}}
        .with("Content-Disposition", file_rules::disposition(file->it.name))
        .with("Content-Security-Policy", "sandbox; default-src 'none'")
        .with("X-Content-Type-Options", "nosniff")
        .with("Cache-Control", "private, no-cache");
}

void routes(http::Router& at) {
    at.post("/files", http::prepared(add_file))
        .gives<File>(201)
        .limited(http::Rate::costly)
        .takes(file_bytes_max)
        .asks({"name"})
        .says("Keep a file: its bytes are the body, its name is in ?name=");
    at.get("/files/{file}/content", file_content).says("The bytes of a file, to be saved");
    records::add_routes(at, records::noun<File>(), {.list = false, .count = false});
}

}  // namespace

const Feature& feature() {
    static const Feature made{"files", routes, {&records::noun<File>()}};
    return made;
}

}  // namespace files
