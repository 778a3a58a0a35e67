/* file.h - files and folders of the command line. */
#ifndef STM_BASE_FILE_H
#define STM_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

typedef STM_VEC(stm_slice) stm_paths;

/* The regular files that the argument means: itself, or, for a folder, all below it whose names do
 * not begin with a full stop, as "folder/name". "-" stays "-". Links to folders below the argument
 * are not followed. What lies below it and cannot be looked into (a broken link, a folder that is
 * closed or nests too deep) is listed too, so that reading it tells by name. Unsorted. */
stm_status stm_file_list(stm_arena *arena, const char *argument, stm_paths *paths,
                         stm_error *error);

/* Sorts by bytes and drops what stands twice. */
void stm_file_sort(stm_paths *paths);

/* The whole file, or standard input for "-", with a NUL behind it. Above limit bytes: STM_LIMIT. */
stm_status stm_file_read(stm_arena *arena, const char *path, size_t limit, stm_slice *bytes,
                         stm_error *error);

/* The file, or standard input for "-", open to be read. */
stm_status stm_file_open(const char *path, int *file, stm_error *error);

/* The bytes of a regular file; 0 for what is none, or cannot be looked at. */
uint64_t stm_file_size(const char *path);

/* Makes bytes the content of the file: all of them, or its old content stays as it was. They are
 * written to a hidden file beside it, which takes its mode and then its place; a link is followed
 * to what it names. Nothing else is left behind, save by SIGKILL or a loss of power: the signals
 * that a user ends a process with wait until the call is done. What is no regular file
 * (/dev/stdout, a FIFO) is written as it is. STM_IO: why not. */
stm_status stm_file_write(const char *path, stm_slice bytes, stm_error *error);

#endif
