#pragma once
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/types.h>

// What the C library shows only to programs that ask for GNU extensions, which Swift's Glibc module does not.

int eventfd(unsigned int count, int flags);
int pipe2(int descriptors[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
long syscall(long number, ...);

// A macro behind the same door: a descriptor that names a file without opening it for reading.
static const int kinothek_path_only = __O_PATH;

// Of <sys/eventfd.h>, which Swift's Glibc module leaves out.
static const int kinothek_event_flags = O_CLOEXEC | O_NONBLOCK;

// A descriptor that is readable once the process has ended, or -1 (Linux before 5.3, or a sandbox that forbids it).
static inline int kinothek_process_descriptor(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0);
}
