/* usage: bulletin_bench DATA
 *
 * How long the paper of a bulletin takes: the one on October 2022 is drafted, then printed as PDF. Works on a copy, for it
 * writes. Prints the milliseconds, of the processor, that 30 of its pages take; then how many it has, and what the draft took. */
#include "cpu.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/stats/position.h"
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 3, PAGES = 30 };

/* A benchmark has nobody to tell but who started it. */
static void check(struct arena *a, enum err e, const char *what) {
    if (e == OK) return;
    fprintf(stderr, "%s: %s %s\n", what, err_row(e)->name, arena_failure(a) ? arena_failure(a) : "");
    exit(1);
}

int main(int argc, char **argv) {
    struct arena *a = arena_new((size_t)4 << 30);
    struct position_cache *cache = position_cache_new(2);
    const struct store_options options = {.create = false};
    const struct entry_note note = {0, "bench", "", 0};
    struct store *s;
    struct bulletin b;
    struct bulletin_made made;
    struct blob pdf;
    struct tx *t;
    size_t pages = 0;
    int64_t entry;
    double best = 1e12;
    if (argc != 2) return 2;
    check(a, store_open(a, argv[1], &options, &s), "open");
    check(a, store_write(s, a, &note, &t), "begin");
    double from = cpu_us();
    check(a, tx_last_entry(t, &entry), "entry");
    check(a, bulletin_make_at(t, cache, entry, day_of(2022, 12, 6), month_of(2022, 10), &made), "content");
    double drafted = (cpu_us() - from) / 1e3;
    b = bulletin_empty;
    b.month = month_of(2022, 10), b.edition = 99, b.state = "draft", b.frozen_entry = entry, b.frozen_day = day_of(2022, 12, 6);
    b.content_sha = made.content_sha, b.number = b.year = NO_INT, b.issued_day = NO_DAY;
    check(a, blob_put_bytes(t, made.bytes, "application/json", &b.draft_sha), "file");
    check(a, bulletin_put(t, &b, 0), "row");
    for (int run = 0; run < RUNS; run++) {
        from = cpu_us();
        check(a, bulletin_paper(t, &b, ZH, 0, &pdf, &pages), "paper");
        double took = (cpu_us() - from) / 1e3;
        if (took < best) best = took;
    }
    tx_end(t);
    printf("%.0f\n%zu pages in %.0f ms, %zu bytes; the draft, %zu items, %.0f ms with its boards\n", best * PAGES / (double)pages,
           pages, best, pdf.len, made.item_count, drafted);
    arena_done(a);
    position_cache_done(cache);
    store_close(s);
    return 0;
}
