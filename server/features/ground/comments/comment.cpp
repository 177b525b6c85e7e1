#include "features/ground/comments/comment.h"

#include "features/ground/comments/comments.h"

template <>
const records::Noun& records::noun<Comment>() {
    static const Noun made = NounOf<Comment>("comment", "comments")
                                 .sorted_by_column("created_at")
                                 .filtered_by("about", describe::string_type, "t.about = ?")
                                 .changed_only_by_verbs({"about", "by_member"})
                                 .also_about(comments::add_parties)
                                 .also_prints(comments::print_author)
                                 .after_write_stamped(comments::keep_on_timeline)
                                 .found_as([](const Comment& comment) {
                                     return Findable{text::shorten(comment.words.it, 80), "comment", comment.words.it};
                                 });
    return made;
}
