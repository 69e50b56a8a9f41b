#include "app/call_file.h"
#include "base/day.h"
#include "people_queries.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum err call_export_note(struct call *c, const char *what, int64_t rows) {
    struct entry_note by = {0, "export", "", 0};
    struct tx *t;
    try(store_write(c->store, c->a, &by, &t));
    try(export_log_add(t, 0, now_ms(), what, rows, NULL));
    return tx_commit(t);
}

enum err call_file_save(struct call *c, const struct out *o, const char *path) {
    const char *part = arena_printf(c->a, "%s.part", path);
    FILE *f = o->overflow ? NULL : fopen(part, "wbe");
    if (!f) return arena_fail(c->a, ERR_WORLD, "%s: %s", part, strerror(o->overflow ? EFBIG : errno));
    bool whole = fwrite(o->at, 1, o->len, f) == o->len;
    whole = fclose(f) == 0 && whole;
    if (whole && rename(part, path) == 0) return OK;
    enum err e = arena_fail(c->a, ERR_WORLD, "%s: %s", path, strerror(errno));
    (void)remove(part);
    return e;
}
