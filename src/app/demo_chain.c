#include "app/demo_chain.h"
#include "domain/credibility/credibility.h"
#include "store/blob.h"
#include <zlib.h>

/* -- a photo -- */

enum { PHOTO_SIDE = 16, PNG_MAX = 2048 };

static size_t be32(unsigned char *to, uint32_t n) {
    for (int i = 0; i < 4; i++) to[i] = (unsigned char)(n >> (24 - 8 * i));
    return 4;
}

static size_t png_chunk(unsigned char *to, const char *type, const unsigned char *bytes, size_t len) {
    size_t n = be32(to, (uint32_t)len);
    memcpy(to + n, type, 4);
    memcpy(to + n + 4, bytes, len);
    n += 4 + len;
    return n + be32(to + n, (uint32_t)crc32(crc32(0, NULL, 0), to + 4, (uInt)(4 + len)));
}

/* A small picture whose colours say which one it is: the same number is the same file. */
static struct blob photo_make(struct arena *a, int64_t number) {
    static const unsigned char signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    unsigned char head[13], raw[PHOTO_SIDE * (1 + PHOTO_SIDE * 3)], packed[PNG_MAX / 2];
    unsigned char *png = arena_alloc(a, PNG_MAX);
    uLongf packed_len = sizeof packed;
    size_t n = 0;
    be32(head, PHOTO_SIDE), be32(head + 4, PHOTO_SIDE);
    memcpy(head + 8, (const unsigned char[]){8, 2, 0, 0, 0}, 5);
    for (int y = 0; y < PHOTO_SIDE; y++) {
        raw[n++] = 0;
        for (int x = 0; x < PHOTO_SIDE; x++)
            for (int c = 0; c < 3; c++) raw[n++] = (unsigned char)(number >> (8 * c + (y > PHOTO_SIDE / 2 ? 3 : 0)));
    }
    must(compress2(packed, &packed_len, raw, n, 6) == Z_OK);
    memcpy(png, signature, sizeof signature);
    n = sizeof signature;
    n += png_chunk(png + n, "IHDR", head, sizeof head);
    n += png_chunk(png + n, "IDAT", packed, packed_len);
    n += png_chunk(png + n, "IEND", head, 0);
    return (struct blob){png, n};
}

static enum err photo_put(struct tx *t, const struct demo_project *p, int k) {
    const struct demo_report *said = &p->reports[k];
    struct evidence e = evidence_empty;
    if (said->photo_day == NO_DAY) return OK;
    struct blob file = photo_make(tx_arena(t), said->photo);
    try(blob_put_bytes(t, file, "image/png", &e.sha));
    e.project_id = p->id;
    e.report_id = said->report_id;
    e.kind = "photo";
    e.sent_sha = e.sha;
    e.file_name = arena_printf(tx_arena(t), "现场%02d.png", k % 12 + 1);
    e.media_type = "image/png";
    e.bytes = (int64_t)file.len;
    e.wide_px = e.high_px = PHOTO_SIDE;
    e.taken_ms = ms_of_day(said->photo_day, 0) + (int64_t)(9 * 60 + k) * 60000;
    return evidence_put(t, &e, 0);
}

/* -- the chain -- */

static enum err stamp(struct tx *t, const struct demo_project *p, int64_t report_id, int64_t account_id, const char *action,
                      const char *seat, const char *from, const char *to, const char *to_desk) {
    struct report_step s = report_step_empty;
    s.report_id = report_id;
    s.project_id = p->id;
    s.action = action;
    s.seat = seat;
    s.from_state = from;
    s.from_desk = seat;
    s.to_state = to;
    s.to_desk = to_desk;
    s.account_id = account_id;
    return report_step_put(t, &s, 0);
}

/* The report accepted last before month k; NO_INT. */
static int64_t base_of(const struct demo_project *p, int k) {
    for (int m = k - 1; m >= 0; m--)
        if (p->reports[m].is_there && p->reports[m].report_id) return p->reports[m].report_id;
    return NO_INT;
}

static int64_t wan_fen(int64_t wan) { return wan * FEN_PER_WAN; }

enum err demo_report_sent(struct tx *t, struct demo_project *p, int k, int64_t account_id, int64_t at_ms) {
    struct demo_report *said = &p->reports[k];
    struct report r = report_empty;
    r.project_id = p->id;
    r.period_kind = "month";
    r.from_day = month_first_day(demo_month(k));
    r.to_day = month_last_day(demo_month(k));
    r.revision = 0;
    r.state = "at_area";
    r.desk = "area";
    r.came_from = "unit";
    r.month_fen = wan_fen(p->month_wan[k]);
    r.construction_fen = wan_fen(said->construction_wan);
    r.equipment_fen = wan_fen(said->equipment_wan);
    r.other_fen = wan_fen(said->other_wan);
    r.progress = said->progress;
    r.progress_bp = said->progress_bp;
    r.help = "none";
    r.base_id = base_of(p, k);
    r.filler_id = account_id;
    r.sent_ms = at_ms;
    try(report_put(t, &r, 0));
    said->report_id = r.id;
    try(photo_put(t, p, k));
    return stamp(t, p, r.id, account_id, "send", "unit", "draft", "at_area", "area");
}

enum err demo_report_checked(struct tx *t, struct demo_project *p, int k, int64_t account_id) {
    struct report r;
    try(report_get(t, p->reports[k].report_id, &r));
    r.state = "at_office";
    r.desk = "office";
    r.came_from = "department";
    try(report_put(t, &r, r.version));
    try(stamp(t, p, r.id, account_id, "pass", "area", "at_area", "at_department", "department"));
    return stamp(t, p, r.id, account_id, "pass", "department", "at_department", "at_office", "office");
}

void demo_report_fact(const struct demo_project *p, int k, struct invest_fact *f) {
    const struct demo_report *said = &p->reports[k];
    f->construction_fen = wan_fen(said->construction_wan);
    f->equipment_fen = wan_fen(said->equipment_wan);
    f->other_fen = wan_fen(said->other_wan);
    f->progress = said->progress;
    f->report_id = said->report_id;
}

enum err demo_report_accepted(struct tx *t, struct demo_project *p, int k, int64_t account_id, int64_t fact_id) {
    struct report r;
    try(report_get(t, p->reports[k].report_id, &r));
    r.state = "accepted";
    r.desk = r.came_from = NULL;
    r.fact_id = fact_id;
    try(report_put(t, &r, r.version));
    return stamp(t, p, r.id, account_id, "accept", "office", "at_office", "accepted", NULL);
}

/* -- the checks -- */

enum err demo_reports_look(struct store *s, struct arena *a, int64_t at_ms) {
    struct entry_note note = {0, "credibility", "", at_ms};
    struct tx *t;
    int64_t reports;
    try(store_write(s, a, &note, &t));
    enum err e = cred_look_again(t, &reports);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}
