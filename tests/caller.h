#pragma once
// Somebody who calls the API: a browser with its cookie or a program with its token, through the house's own door but without a
// socket. Every reply is what the edge would send.
#include <memory>
#include <optional>
#include <string>

#include "platform/http/service.h"
#include "tests/company.h"

// All routes of the house over one company.
class Door {
public:
    explicit Door(TestCompany&);
    ~Door();
    http::Reply take(http::Request);

private:
    http::Router router_;
    std::unique_ptr<http::Service> service_;
};

class Caller {
public:
    explicit Caller(Door& door) : door_(door) {}

    http::Reply get(const std::string& path) { return send(http::Method::get, path, std::nullopt); }
    http::Reply post(const std::string& path, std::optional<std::string> body = {}) { return send(http::Method::post, path, std::move(body)); }
    http::Reply put(const std::string& path, std::optional<std::string> body = {}) { return send(http::Method::put, path, std::move(body)); }
    http::Reply patch(const std::string& path, std::string body, std::int64_t version = 0);
    http::Reply remove(const std::string& path) { return send(http::Method::remove, path, std::nullopt); }

    std::string cookie;  // kept from replies as a browser would
    std::string token;

private:
    http::Reply send(http::Method, const std::string& path, std::optional<std::string> body, std::int64_t version = 0);

    Door& door_;
};

std::string header_of(const http::Reply&, const std::string& name);
std::string text_in(const http::Reply&, const std::string& key);  // the first "key":"text" of its JSON
