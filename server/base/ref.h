#pragma once
// A borrowed callable: what std::function is for owning, Ref is for passing down. Two words, no allocation.
// The callee may call it only before it returns.
#include <memory>
#include <type_traits>
#include <utility>

template <class Signature>
class Ref;

template <class Answer, class... Args>
class Ref<Answer(Args...)> {
public:
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, Ref>)
    Ref(F&& f)  // NOLINT: implicit on purpose, so that a lambda can be handed over as it stands
        : thing_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
          call_([](void* thing, Args... args) -> Answer {
              return (*static_cast<std::remove_reference_t<F>*>(thing))(std::forward<Args>(args)...);
          }) {}

    Answer operator()(Args... args) const { return call_(thing_, std::forward<Args>(args)...); }

private:
    void* thing_;
    Answer (*call_)(void*, Args...);
};
