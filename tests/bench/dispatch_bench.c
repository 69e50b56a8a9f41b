/* usage: dispatch_bench DATA [DAY]
 *
 * How long the pack of a meeting over the whole platform takes, from nothing: the boards and lights of what is known are made,
 * the pack is computed, its bytes and its agenda are written. Works on a copy, for it writes. Prints the milliseconds, of
 * the processor; then those of the pack alone, from boards at hand, as a server has them. */
#include "cpu.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/stats/position.h"
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 5 };

/* A benchmark has nobody to tell but who started it. */
static void check(struct arena *a, enum err e, const char *what) {
    if (e == OK) return;
    fprintf(stderr, "%s: %s %s\n", what, err_row(e)->name, arena_failure(a) ? arena_failure(a) : "");
    exit(1);
}

static double ms_since(double from_us) { return (cpu_us() - from_us) / 1e3; }

int main(int argc, char **argv) {
    struct arena *a = arena_new((size_t)4 << 30);
    struct position_cache *cache = position_cache_new(2);
    const struct store_options options = {.create = false};
    const struct entry_note note = {0, "bench", "", 0};
    struct faults faults = {.count = 0};
    struct store *s;
    struct meeting m;
    struct pack_asked asked;
    struct pack_made made;
    struct tx *t;
    int32_t day = day_of(2022, 12, 5);
    if (argc < 2 || (argc > 2 && !day_read(argv[2], &day))) return 2;
    check(a, store_open(a, argv[1], &options, &s), "open");
    check(a, store_write(s, a, &note, &t), "begin");
    check(a, meeting_call(t, "bench", "platform", day, day, &faults, &m), "call");
    check(a, tx_commit(t), "commit");
    double from = cpu_us();
    check(a, store_write(s, a, &note, &t), "begin");
    check(a, freeze_asked(t, cache, &m, day, &asked), "position");
    double position = ms_since(from);
    check(a, meeting_freeze(t, &m, m.version, &asked, &faults), "freeze");
    check(a, tx_commit(t), "commit");
    double whole = ms_since(from), best = 1e9;
    for (int run = 0; run < RUNS; run++) {
        from = cpu_us();
        check(a, store_read(s, a, &t), "read");
        check(a, pack_make(t, &asked, &made), "pack");
        double took = ms_since(from);
        if (took < best) best = took;
        tx_end(t);
    }
    printf("%.0f\n%.0f\n%d projects, %zu items, %zu bytes; of it boards and lights %.0f ms\n", whole, best, asked.p->board->rows,
           made.item_count, made.bytes.len, position);
    arena_done(a);
    position_cache_done(cache);
    store_close(s);
    return 0;
}
