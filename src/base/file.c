/* file.c - files and folders of the command line. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 64 };

static const char *reason(int number, const char *otherwise) {
    switch (number) {
    case ENOENT:
        return "no such file or folder";
    case EACCES:
        return "permission denied";
    case EISDIR:
        return "is a folder";
    case ELOOP:
        return "too many links";
    case EMFILE:
        return "too many open files";
    case ENOTDIR:
        return "what its path calls a folder is none";
    case ENAMETOOLONG:
        return "its name is too long";
    case ENOSPC:
        return "no space left on device";
    case EDQUOT:
        return "no space left of the user's quota";
    case EFBIG:
        return "larger than a file may be here";
    case EROFS:
        return "on a device that is only read";
    case ENOMEM:
        return "out of memory";
    case EIO:
        return "the device fails";
    default:
        return otherwise;
    }
}

static stm_status refuse(stm_error *error, uint64_t offset) {
    return stm_error_put(error, STM_IO, offset, "%s", reason(errno, "cannot be read"));
}

static bool list_folder(stm_arena *arena, stm_slice folder, int depth, stm_paths *paths);

static stm_slice join(stm_arena *arena, stm_slice folder, const char *name) {
    size_t len = strlen(name);
    while (folder.len > 1 && folder.data[folder.len - 1] == '/') folder.len--;
    char *path = stm_arena_take(arena, folder.len + len + 2);
    memcpy(path, folder.data, folder.len);
    path[folder.len] = '/';
    memcpy(path + folder.len + 1, name, len);
    return (stm_slice){path, folder.len + 1 + len};
}

static void list_entry(stm_arena *arena, stm_slice path, int depth, stm_paths *paths) {
    struct stat st, link;
    bool known = !stat(path.data, &st) && !lstat(path.data, &link);
    bool folder = known && S_ISDIR(st.st_mode);
    if (folder && S_ISLNK(link.st_mode)) return;
    if (folder && list_folder(arena, path, depth + 1, paths)) return;
    if (folder || !known || S_ISREG(st.st_mode)) stm_vec_put(arena, paths, path);
}

/* False where the folder cannot be opened, errno saying why. */
static bool list_folder(stm_arena *arena, stm_slice folder, int depth, stm_paths *paths) {
    DIR *dir = depth > DEEPEST_FOLDER ? NULL : opendir(folder.data);
    if (!dir) return false;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            list_entry(arena, join(arena, folder, entry->d_name), depth, paths);
    closedir(dir);
    return true;
}

stm_status stm_file_list(stm_arena *arena, const char *argument, stm_paths *paths,
                         stm_error *error) {
    stm_slice path = stm_arena_copy(arena, stm_slice_of(argument));
    struct stat st;
    if (!strcmp(argument, "-")) {
        stm_vec_put(arena, paths, path);
        return STM_OK;
    }
    if (stat(argument, &st)) return refuse(error, 0);
    if (S_ISDIR(st.st_mode)) return list_folder(arena, path, 0, paths) ? STM_OK : refuse(error, 0);
    stm_vec_put(arena, paths, path);
    return STM_OK;
}

static int by_bytes(const void *a, const void *b) {
    return stm_slice_order(*(const stm_slice *)a, *(const stm_slice *)b);
}

void stm_file_sort(stm_paths *paths) {
    if (!paths->len) return;
    qsort(paths->items, paths->len, sizeof *paths->items, by_bytes);
    size_t kept = 1;
    for (size_t i = 1; i < paths->len; i++)
        if (!stm_slice_is(paths->items[i], paths->items[kept - 1]))
            paths->items[kept++] = paths->items[i];
    paths->len = kept;
}

stm_status stm_file_open(const char *path, int *file, stm_error *error) {
    bool standard = !strcmp(path, "-");
    *file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*file < 0) return refuse(error, 0);
    struct stat st;
    if (fstat(*file, &st) || !S_ISDIR(st.st_mode)) return STM_OK;
    if (!standard) close(*file);
    errno = EISDIR;
    return refuse(error, 0);
}

uint64_t stm_file_size(const char *path) {
    struct stat st;
    return !stat(path, &st) && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

/* Into memory of the size expected, with a byte more in which the file may still grow, and one for
 * the NUL behind it. */
static stm_status read_all(stm_arena *arena, int fd, size_t limit, size_t expected, stm_slice *out,
                           stm_error *error) {
    size_t cap = (expected < limit ? expected : limit) + 2, len = 0;
    char *bytes = stm_arena_grow(arena, NULL, 0, cap);
    stm_status status = STM_OK;
    for (;;) {
        ssize_t n = read(fd, bytes + len, cap - 1 - len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) status = refuse(error, len);
        if (n <= 0) break;
        len += (size_t)n;
        if (len > limit) {
            status = stm_error_put(error, STM_LIMIT, limit, "larger than %zu bytes", limit);
            break;
        }
        if (len + 1 < cap) continue;
        bytes = stm_arena_grow(arena, bytes, cap, cap * 2);
        cap *= 2;
    }
    bytes[len] = 0;
    if (status == STM_OK)
        *out = (stm_slice){bytes, len};
    else
        stm_arena_drop(arena, bytes, cap);
    return status;
}

stm_status stm_file_read(stm_arena *arena, const char *path, size_t limit, stm_slice *bytes,
                         stm_error *error) {
    enum { UNKNOWN = 1 << 16 };
    int fd;
    stm_status status = stm_file_open(path, &fd, error);
    if (status != STM_OK) return status;
    struct stat st;
    size_t size = !fstat(fd, &st) && st.st_size > 0 ? (size_t)st.st_size : UNKNOWN;
    status = read_all(arena, fd, limit, size, bytes, error);
    if (fd != STDIN_FILENO) close(fd);
    return status;
}

static stm_status refuse_write(stm_error *error, const char *what) {
    return stm_error_put(error, STM_IO, 0, "%s%s", what, reason(errno, "cannot be written"));
}

/* False with errno where not all could be written. */
static bool write_all(int fd, stm_slice bytes) {
    for (size_t at = 0; at < bytes.len;) {
        ssize_t n = write(fd, bytes.data + at, bytes.len - at);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) at += (size_t)n;
    }
    return true;
}

/* Closes fd, keeping the errno of what failed before. */
static bool close_after(int fd, bool good) {
    int before = errno;
    bool closed = !close(fd);
    if (!good) errno = before;
    return good && closed;
}

/* The length of the path's folder, the slash behind it included; 0: the current one. */
static size_t folder_len(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* What the path names once links are followed, whether or not it exists; NULL with errno. */
static char *follow(stm_arena *arena, const char *path) {
    enum { MOST_LINKS = 40, LONGEST = 4096 };
    char *target = (char *)stm_arena_copy(arena, stm_slice_of(path)).data;
    for (int links = 0; links < MOST_LINKS; links++) {
        char *link = stm_arena_take(arena, LONGEST + 1);
        ssize_t len = readlink(target, link, LONGEST);
        if (len < 0) return target;
        if (*link != '/') {
            size_t folder = folder_len(target);
            char *joined = stm_arena_take(arena, folder + (size_t)len + 1);
            memcpy(joined, target, folder);
            memcpy(joined + folder, link, (size_t)len);
            link = joined;
        }
        target = link;
    }
    errno = ELOOP;
    return NULL;
}

/* A new file in the folder of path; its name is free, and hidden from stm_file_list should the
 * process be killed. -1 with errno. */
static int open_beside(stm_arena *arena, const char *path, char **name) {
    enum { MOST_TRIES = 1000, ROOM = 48 };
    size_t folder = folder_len(path);
    *name = stm_arena_take(arena, folder + ROOM);
    memcpy(*name, path, folder);
    int fd = -1;
    for (int i = 0; i < MOST_TRIES; i++) {
        snprintf(*name + folder, ROOM, ".stemma-%jd-%d", (intmax_t)getpid(), i);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) break;
    }
    return fd;
}

/* The mode, and the owner where that is allowed, of the file that this one replaces. */
static bool take_mode(int fd, const struct stat *old) {
    bool owned = !fchown(fd, old->st_uid, old->st_gid);
    return !fchmod(fd, old->st_mode & (owned ? 07777 : 0777));
}

static stm_status replace(stm_arena *arena, const char *path, const struct stat *old,
                          stm_slice bytes, stm_error *error) {
    char *beside;
    if (old && access(path, W_OK)) return refuse_write(error, "");
    int fd = open_beside(arena, path, &beside);
    if (fd < 0) return refuse_write(error, errno == EACCES ? "its folder: " : "");
    bool good = (!old || take_mode(fd, old)) && write_all(fd, bytes) && !fsync(fd);
    good = close_after(fd, good) && !rename(beside, path);
    stm_status status = good ? STM_OK : refuse_write(error, "");
    if (!good) unlink(beside);
    return status;
}

/* A signal that ends the process waits until nothing half-done is left. */
static stm_status replace_undisturbed(stm_arena *arena, const char *path, const struct stat *old,
                                      stm_slice bytes, stm_error *error) {
    static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ, SIGXCPU};
    sigset_t held, before;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) sigaddset(&held, ending[i]);
    pthread_sigmask(SIG_BLOCK, &held, &before);
    stm_status status = replace(arena, path, old, bytes, error);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

/* For what is no regular file, and for what a folder of the kernel names ("/dev/stdout"): behind
 * that may lie a file that another holds open. */
static stm_status append(const char *path, stm_slice bytes, stm_error *error) {
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return refuse_write(error, "");
    return close_after(fd, write_all(fd, bytes)) ? STM_OK : refuse_write(error, "");
}

stm_status stm_file_write(const char *path, stm_slice bytes, stm_error *error) {
    struct stat st;
    bool exists = !stat(path, &st);
    if (!exists && errno != ENOENT) return refuse_write(error, "");
    stm_slice name = stm_slice_of(path);
    bool plain = exists && S_ISREG(st.st_mode) && !stm_slice_begins(name, STM_LIT("/dev/")) &&
                 !stm_slice_begins(name, STM_LIT("/proc/"));
    if (exists && !plain) return append(path, bytes, error);
    stm_arena *arena = stm_arena_new();
    char *target = follow(arena, path);
    stm_status status = target
                            ? replace_undisturbed(arena, target, exists ? &st : NULL, bytes, error)
                            : refuse_write(error, "");
    stm_arena_free(arena);
    return status;
}
