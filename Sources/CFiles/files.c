#define _GNU_SOURCE
#include "CFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

/* Without O_NONBLOCK a pipe without a writer would hold the caller for ever. */
static const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

int kinothek_open(const char *path, bool only_cached) {
    int descriptor;
    if (!only_cached) {
        descriptor = open(path, flags);
    } else {
#ifdef RESOLVE_CACHED
        struct open_how how = {.flags = (uint64_t)flags, .resolve = RESOLVE_CACHED};
        descriptor = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
#else
        return -ENOSYS;
#endif
    }
    return descriptor >= 0 ? descriptor : -errno;
}

int kinothek_file_facts(int descriptor, struct kinothek_file_facts *facts) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return errno;
#ifdef __APPLE__
    struct timespec modified = status.st_mtimespec;
#else
    struct timespec modified = status.st_mtim;
#endif
    facts->device = (uint64_t)status.st_dev;
    facts->inode = (uint64_t)status.st_ino;
    facts->size = (int64_t)status.st_size;
    facts->modified_seconds = (int64_t)modified.tv_sec;
    facts->modified_nanoseconds = (int64_t)modified.tv_nsec;
    facts->is_regular = S_ISREG(status.st_mode);
    return 0;
}

ssize_t kinothek_read_cached(int descriptor, void *bytes, size_t count, int64_t offset) {
#ifdef RWF_NOWAIT
    struct iovec place = {.iov_base = bytes, .iov_len = count};
    return preadv2(descriptor, &place, 1, offset, RWF_NOWAIT);
#else
    (void)descriptor;
    (void)bytes;
    (void)count;
    (void)offset;
    return -1;
#endif
}
