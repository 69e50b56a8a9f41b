#include "domain/specialists/takeover.h"
#include "domain/people/setting.h"
#include "domain/projects/project_edit.h"
#include "specialists_queries.h"
#include "store/journal.h"

static enum err begun_since(struct tx *t, int64_t now_ms, struct takeovers_between_row **ret, size_t *ret_count) {
    struct settings settings;
    struct journal_row last;
    int64_t entry;
    *ret_count = 0;
    try(settings_now(t, &settings));
    try(tx_last_entry(t, &entry));
    if (!entry) return OK;
    try(journal_entry(t, entry, &last));
    int32_t after = day_of_ms(last.recorded_ms, settings.time_zone_min), today = day_of_ms(now_ms, settings.time_zone_min);
    return after < today ? takeovers_between(t, after, today, ret, ret_count) : OK;
}

static enum err note(struct tx *t, int64_t now_ms, int *ret_count) {
    struct takeovers_between_row *rows;
    size_t count;
    int64_t entry;
    try(begun_since(t, now_ms, &rows, &count));
    for (size_t i = 0; i < count; i++) try(project_touch(t, rows[i].project_id, &entry));
    *ret_count = (int)count;
    return tx_commit(t);
}

/* Looked for without the writer's place: on most days nothing begins. */
enum err takeovers_begin(struct store *s, struct arena *a, int64_t now_ms, int *ret_count) {
    struct entry_note by = {0, "takeover", "", now_ms};
    struct takeovers_between_row *rows;
    struct tx *t;
    size_t count;
    *ret_count = 0;
    try(store_read(s, a, &t));
    enum err e = begun_since(t, now_ms, &rows, &count);
    tx_end(t);
    if (e != OK || !count) return e;
    try(store_write(s, a, &by, &t));
    e = note(t, now_ms, ret_count);
    tx_end(t);
    return e;
}
