/* spill.c - bytes put one behind another, in memory up to a budget and on disk beyond it. */
#include "base/spill.h"

#include "base/arena.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHUNK ((size_t)1 << 20)

struct stm_spill {
    uint64_t size;
    size_t budget; /* chunks */
    char **chunks; /* the first bytes */
    size_t len, cap;
    char *tail;       /* the last bytes, that are not in the file yet */
    uint64_t written; /* bytes in the file, whole chunks */
    int file;         /* -1: none yet */
};

stm_spill *stm_spill_new(size_t budget) {
    stm_spill *spill = stm_alloc(sizeof *spill);
    *spill = (stm_spill){.budget = budget / CHUNK + (budget % CHUNK != 0), .file = -1};
    return spill;
}

void stm_spill_free(stm_spill *spill) {
    if (!spill) return;
    for (size_t i = 0; i < spill->len; i++) free(spill->chunks[i]);
    free(spill->chunks);
    free(spill->tail);
    if (spill->file >= 0) close(spill->file);
    free(spill);
}

static stm_status blame(const char *what, stm_error *error) {
    return stm_error_put(error, STM_IO, 0, "a temporary file cannot be %s: %s", what,
                         strerror(errno));
}

static stm_status open_file(stm_spill *spill, stm_error *error) {
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder) folder = "/tmp";
    static const char name[] = "/stemma-XXXXXX";
    char *path = stm_alloc(strlen(folder) + sizeof name);
    strcpy(path, folder);
    strcat(path, name);
    spill->file = mkstemp(path);
    int reason = errno;
    if (spill->file >= 0) unlink(path);
    free(path);
    errno = reason;
    if (spill->file < 0) return blame("made", error);
    fcntl(spill->file, F_SETFD, FD_CLOEXEC);
    return STM_OK;
}

static stm_status write_tail(stm_spill *spill, stm_error *error) {
    if (spill->file < 0 && open_file(spill, error) != STM_OK) return STM_IO;
    for (size_t done = 0; done < CHUNK;) {
        ssize_t got =
            pwrite(spill->file, spill->tail + done, CHUNK - done, (off_t)(spill->written + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return blame("written", error);
        done += (size_t)got;
    }
    spill->written += CHUNK;
    return STM_OK;
}

/* Where the next bytes go: at least one fits there. */
static stm_status make_room(stm_spill *spill, char **room, stm_error *error) {
    size_t chunk = (size_t)(spill->size / CHUNK), at = (size_t)(spill->size % CHUNK);
    if (chunk < spill->budget) {
        if (chunk == spill->len) {
            if (spill->len == spill->cap)
                spill->chunks = stm_realloc(spill->chunks, (spill->cap = 2 * spill->cap + 16) *
                                                               sizeof *spill->chunks);
            spill->chunks[spill->len++] = stm_alloc(CHUNK);
        }
        *room = spill->chunks[chunk] + at;
        return STM_OK;
    }
    if (!spill->tail)
        spill->tail = stm_alloc(CHUNK);
    else if (!at && write_tail(spill, error) != STM_OK)
        return STM_IO;
    *room = spill->tail + at;
    return STM_OK;
}

static size_t least(uint64_t x, uint64_t y) {
    return (size_t)(x < y ? x : y);
}

stm_status stm_spill_put(stm_spill *spill, stm_slice bytes, uint64_t *offset, stm_error *error) {
    *offset = spill->size;
    while (bytes.len) {
        char *room;
        if (make_room(spill, &room, error) != STM_OK) return STM_IO;
        size_t len = least(CHUNK - spill->size % CHUNK, bytes.len);
        memcpy(room, bytes.data, len);
        bytes = (stm_slice){bytes.data + len, bytes.len - len};
        spill->size += len;
    }
    return STM_OK;
}

static stm_status read_file(const stm_spill *spill, uint64_t from, size_t len, char *bytes,
                            stm_error *error) {
    for (size_t done = 0; done < len;) {
        ssize_t got = pread(spill->file, bytes + done, len - done, (off_t)(from + done));
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;
        if (got <= 0) return blame("read", error);
        done += (size_t)got;
    }
    return STM_OK;
}

stm_status stm_spill_get(const stm_spill *spill, uint64_t offset, size_t len, void *bytes,
                         stm_error *error) {
    assert(offset + len <= spill->size);
    uint64_t held = (uint64_t)spill->len * CHUNK; /* and behind that, the file and the tail */
    for (char *out = bytes; len;) {
        size_t part = least(CHUNK - offset % CHUNK, len);
        if (offset < held) {
            memcpy(out, spill->chunks[offset / CHUNK] + offset % CHUNK, part);
        } else if (offset - held >= spill->written) {
            memcpy(out, spill->tail + offset % CHUNK, part);
        } else {
            part = least(spill->written - (offset - held), len);
            if (read_file(spill, offset - held, part, out, error) != STM_OK) return STM_IO;
        }
        out += part;
        offset += part;
        len -= part;
    }
    return STM_OK;
}

uint64_t stm_spill_size(const stm_spill *spill) {
    return spill->size;
}
