#ifndef CFILES_H
#define CFILES_H

/* What Swift's view of the C library leaves out: openat2(2) and preadv2(2) are missing there, and the fraction of a
   file's time is hidden by strict imports. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct kinothek_file_facts {
    uint64_t device;
    uint64_t inode;
    int64_t size;
    int64_t modified_seconds;
    int64_t modified_nanoseconds;
    bool is_regular;
};

/* Opens a file for reading. With `only_cached` it does not wait for a disk: it fails with EAGAIN when the path is not
   in the system's memory, and with ENOSYS where the system cannot tell. Returns the descriptor, or the error's number
   with a minus sign. */
int kinothek_open(const char *path, bool only_cached);

/* Looks at an open file; 0, or the number of the error. */
int kinothek_file_facts(int descriptor, struct kinothek_file_facts *facts);

/* Reads like pread(2), but only what the system has in its memory: fewer bytes than asked for, or -1, where it has less
   and where the file system does not tell. */
ssize_t kinothek_read_cached(int descriptor, void *bytes, size_t count, int64_t offset);

#endif
