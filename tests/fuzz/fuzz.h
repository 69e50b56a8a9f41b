/* fuzz -- what the fuzzers share: bytes as a file, a sheet read to its end, promises that must hold. */
#pragma once
#include "base/arena.h"
#include "sheet/sheet.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise broken: ends the program, which is how a fuzzer learns of it. */
#define promise(condition) must(condition)

static inline int fuzz_file(const void *bytes, size_t n) {
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    promise(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    return fd;
}

static inline void fuzz_refused(enum err e, struct both why) {
    promise(e == ERR_INVALID || e == ERR_TYPE || e == ERR_TOO_LARGE);
    for (enum lang l = 0; l < LANG_COUNT; l++) promise(why.in[l] && *why.in[l] && utf8_valid(why.in[l], strlen(why.in[l])));
}

static inline void fuzz_row(const struct sheet_row *row, uint32_t last) {
    promise(row->number > last);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *c = &row->at[i];
        promise(c->text && c->exact && utf8_valid(c->text, strlen(c->text)));
        promise(c->kind != CELL_EMPTY || !*c->text);
    }
}

/* Everything the door offers of a file; small limits keep each try short. */
static inline void fuzz_sheet(int fd) {
    static const struct sheet_limits limits = {.file_bytes_max = 1 << 20, .inflated_bytes_max = 4 << 20, .rows_max = 20000,
                                               .columns_max = 64, .cell_bytes_max = 8192, .sheets_max = 8,
                                               .strings_memory_max = 4096};
    struct arena *a = arena_new((size_t)64 << 20);
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct sheet_range *ranges;
    struct both why = {{NULL}};
    size_t count;
    enum err e = sheet_open_fd(a, fd, &limits, &f, &why);
    close(fd);
    for (size_t i = 0; e == OK && i < sheet_count(f); i++) {
        bool has = true;
        uint32_t last = 0;
        e = sheet_rows_open(a, f, i, &c, &why);
        while (e == OK && (e = sheet_next(c, &row, &has, &why)) == OK && has) {
            fuzz_row(&row, last);
            last = row.number;
        }
        if (e == OK) e = sheet_merges(a, f, i, 16, &ranges, &count, &why);
    }
    if (e != OK) fuzz_refused(e, why);
    arena_done(a);
}
