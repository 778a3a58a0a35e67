/* file.c - files and folders of the command line. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
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
    case ENOSPC:
        return "no space left on device";
    case EROFS:
        return "read-only file system";
    case EPIPE:
        return "nobody reads it";
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

static stm_status read_all(int fd, size_t limit, size_t hint, stm_buf *buf, stm_error *error) {
    stm_status status = STM_OK;
    size_t size = hint < 65536 ? 65536 : hint;
    if (size > limit) size = limit + 1;
    char *chunk = stm_alloc(size);
    for (;;) {
        ssize_t n = read(fd, chunk, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) status = refuse(error, buf->len);
        if (n <= 0) break;
        stm_buf_put(buf, (stm_slice){chunk, (size_t)n});
        if (buf->full) {
            status = stm_error_put(error, STM_LIMIT, limit, "larger than %zu bytes", limit);
            break;
        }
    }
    free(chunk);
    return status;
}

stm_status stm_file_read(stm_arena *arena, const char *path, size_t limit, stm_slice *bytes,
                         stm_error *error) {
    bool standard = !strcmp(path, "-");
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return refuse(error, 0);
    struct stat st;
    size_t hint = !fstat(fd, &st) && st.st_size > 0 ? (size_t)st.st_size : 0;
    stm_buf buf;
    stm_buf_init(&buf, limit);
    stm_status status = read_all(fd, limit, hint, &buf, error);
    if (status == STM_OK) *bytes = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    if (!standard) close(fd);
    return status;
}

static stm_status refuse_write(stm_error *error, uint64_t offset) {
    return stm_error_put(error, STM_IO, offset, "%s", reason(errno, "cannot be written"));
}

/* Closes fd. */
static stm_status write_all(int fd, stm_slice bytes, stm_error *error) {
    stm_status status = STM_OK;
    size_t at = 0;
    while (at < bytes.len && status == STM_OK) {
        ssize_t n = write(fd, bytes.data + at, bytes.len - at);
        if (n > 0) at += (size_t)n;
        if (n < 0 && errno != EINTR) status = refuse_write(error, at);
    }
    if (close(fd) && status == STM_OK) status = refuse_write(error, at);
    return status;
}

enum { NAMES_TRIED = 100 };

/* A new file beside the path, its name put into name; -1 and errno where there can be none. */
static int open_beside(const char *path, stm_buf *name) {
    int fd = -1;
    for (uint64_t i = 0; i < NAMES_TRIED && fd < 0; i++) {
        stm_buf_clear(name);
        stm_buf_put_text(name, path);
        stm_buf_put_byte(name, '.');
        stm_buf_put_uint(name, (uint64_t)getpid() + i);
        stm_buf_put(name, (stm_slice){".part", 6});
        fd = open(name->data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST) break;
    }
    return fd;
}

/* old: the file that is replaced, whose mode stays; NULL for none. */
static stm_status replace(const char *path, const struct stat *old, stm_slice bytes,
                          stm_error *error) {
    stm_buf name;
    stm_buf_init(&name, 0);
    int fd = open_beside(path, &name);
    stm_status status = fd < 0 ? refuse_write(error, 0) : STM_OK;
    if (fd < 0) goto done;
    if (old && fchmod(fd, old->st_mode & 07777)) status = refuse_write(error, 0);
    if (status == STM_OK)
        status = write_all(fd, bytes, error);
    else
        close(fd);
    if (status == STM_OK && rename(name.data, path)) status = refuse_write(error, 0);
    if (status != STM_OK) unlink(name.data);
done:
    stm_buf_release(&name);
    return status;
}

stm_status stm_file_write(const char *path, stm_slice bytes, stm_error *error) {
    struct stat st;
    bool exists = !stat(path, &st);
    if (!exists && errno != ENOENT) return refuse_write(error, 0);
    if (!exists) return replace(path, NULL, bytes, error);
    if (!S_ISREG(st.st_mode)) {
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        return fd < 0 ? refuse_write(error, 0) : write_all(fd, bytes, error);
    }
    char *real = realpath(path, NULL);
    if (!real) return refuse_write(error, 0);
    stm_status status = replace(real, &st, bytes, error);
    free(real);
    return status;
}
