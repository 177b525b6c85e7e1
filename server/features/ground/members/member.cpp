#include "features/ground/members/member.h"

template <>
const records::Noun& records::noun<Member>() {
    static const Noun made = NounOf<Member>("member", "members")
                                 .sorted_by({"name"})
                                 .filtered_by({"state"})
                                 .changed_only_by_verbs({"email", "is_admin", "state"})
                                 .also_prints([](Tx&, const Member& member, std::string& out) {
                                     out += R"(,"initials":)";
                                     json::print_text(out, member.initials());
                                 })
                                 .never_removed()
                                 .never_undone();  // anyone may take a step back, but only an administrator may bring back a right
    return made;
}
