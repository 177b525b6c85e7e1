#pragma once
// A refusal is a value with a sentence. The six kinds are shared by all features; the sentence tells the person what
// to do next. Exceptions mean that the world broke; assert means that we broke it.
#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

enum class Refusal { not_found, not_allowed, not_valid, already_changed, too_many, try_later };

// One value at fault: where it stands in what was sent (a JSON pointer, RFC 6901) and what to do about it.
struct Fault {
    std::string pointer;
    std::string words;
};
using Faults = std::vector<Fault>;

struct No {
    Refusal why;
    std::string words;
    Faults faults = {};
    std::string current = {};  // already_changed: the record as it is now, printed as JSON

    static No about(std::string pointer, std::string words) {
        return {Refusal::not_valid, words, {{std::move(pointer), words}}};
    }
};

struct Done {};

template <class T = Done>
class [[nodiscard]] Result {
public:
    Result(T value) : either_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: a value is a result
    Result(No no) : either_(std::in_place_index<1>, std::move(no)) {}       // NOLINT: so is a refusal

    explicit operator bool() const { return either_.index() == 0; }
    T& operator*() & { return value(); }
    const T& operator*() const& { return const_cast<Result*>(this)->value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &const_cast<Result*>(this)->value(); }
    const No& no() const {
        assert(either_.index() == 1);
        return *std::get_if<1>(&either_);
    }

private:
    T& value() {
        assert(either_.index() == 0 && "a refusal has no value: ask before you look");
        return *std::get_if<0>(&either_);
    }
    std::variant<T, No> either_;
};
