#include "platform/store/free_space.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace store {

constexpr off_t room_wanted = 1024 * 1024;  // some hundred commits; less would only fill up again at once

bool there_is_room_in(const std::string& directory) {
    const std::string path = directory + "/room";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    const bool room = posix_fallocate(file, 0, room_wanted) == 0;
    close(file);
    unlink(path.c_str());
    return room;
}

int used_percent_of(const std::string& directory) {
    struct statvfs disk {};
    if (statvfs(directory.c_str(), &disk) != 0) {
        return 0;
    }
    const auto used = disk.f_blocks - disk.f_bfree;
    const auto ours = used + disk.f_bavail;
    return ours == 0 ? 0 : static_cast<int>(used * 100 / ours);
}

}  // namespace store
