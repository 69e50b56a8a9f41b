#include "domain/reports/evidence.h"
#include "base/text.h"
#include "domain/reports/evidence_file.h"
#include "store/blob.h"
#include "store/seal.h"
#include <sodium.h>
#include <string.h>

enum { NAME_POINTS_MAX = 80, MS_PER_SECOND = 1000, YEAR_FIRST = 2000 };

/* -- names -- */

/* Marks that turn the direction of writing can make "gpj.exe" of "exe.jpg". */
static bool may_stand(uint32_t c) {
    static const char never[] = "/\\:*?\"<>|";
    if (c < ' ' || c == 0x7F || c == 0xFFFD || (c >= 0x80 && c < 0xA0)) return false;
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF) return false;
    return c > 0x7F || !strchr(never, (int)c);
}

const char *evidence_file_name(struct arena *a, const char *name) {
    const char *last = name;
    for (const char *p = name; *p; p++)
        if (*p == '/' || *p == '\\') last = p + 1;
    while (*last == '.' || *last == ' ') last++;
    struct out *o = out_in(a, 0);
    const char *end = last + strlen(last);
    char utf8[4];
    for (size_t points = 0; last < end && points < NAME_POINTS_MAX; points++) {
        uint32_t c = utf8_next(&last, end);
        if (may_stand(c)) out_bytes(o, utf8, utf8_put(utf8, c));
    }
    return o->len ? out_text_of(o) : word(ZH, W_evidence_unnamed);
}

/* -- words -- */

static const struct { const char *key; enum word word; } kinds[] = {
    {"photo", W_evidence_photo}, {"progress_sheet", W_evidence_progress_sheet}, {"invoice", W_evidence_invoice},
    {"contract", W_evidence_contract}, {"other", W_evidence_other_kind}};

struct both evidence_kind_said(const char *kind) {
    for (size_t i = 0; i < countof(kinds); i++)
        if (text_eq(kinds[i].key, kind)) return both_word(kinds[i].word);
    return both_text(kind ? kind : "");
}

static const char taken_odd[] = "taken_odd";

struct both evidence_note_said(struct arena *a, const char *note) {
    (void)a;
    return text_eq(note, taken_odd) ? both_word(W_evidence_taken_odd) : both_text("");
}

bool evidence_is_picture(const char *media_type) { return text_starts(media_type, "image/"); }

/* -- adding -- */

static const char *sha_of(struct arena *a, struct blob file) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *text = arena_alloc(a, 2 * sizeof digest + 1);
    crypto_hash_sha256(digest, file.at, file.len);
    return sodium_bin2hex(text, 2 * sizeof digest + 1, digest, sizeof digest);
}

/* A clock that was never set, or set ahead, says nothing about the works. */
static void taken_take(const struct evidence_sent *s, const struct photo_told *told, struct evidence *row) {
    if (told->taken_day == NO_DAY) return;
    bool is_odd = told->taken_day > s->today + 1 || told->taken_day < day_of(YEAR_FIRST, 1, 1);
    if (is_odd) row->note = taken_odd;
    else row->taken_ms = ms_of_day(told->taken_day, 0) + (int64_t)told->taken_second * MS_PER_SECOND;
}

/* Subjects of seals that are no people are below zero, so that they never meet. */
static int64_t subject_new(void) {
    uint64_t n;
    randombytes_buf(&n, sizeof n);
    return -(int64_t)(n >> 2) - 1;
}

static enum err place_take(struct tx *t, const struct evidence_sent *s, const struct photo_told *told, struct evidence *row) {
    if (!s->keeps_place || told->latitude_udeg == PHOTO_NO_PLACE) return OK;
    double latitude = (double)told->latitude_udeg / 1e6, longitude = (double)told->longitude_udeg / 1e6;
    const char *text = arena_printf(tx_arena(t), "%.6f,%.6f", latitude, longitude);
    row->place_subject = subject_new();
    return seal_close(t, row->place_subject, text, &row->place_sealed);
}

static enum err photo_take(struct tx *t, const struct evidence_sent *s, const struct photo *p, struct evidence *row,
                           struct blob *ret_kept) {
    struct photo_told told = s->head.at ? photo_told_by(s->head) : p->told;
    row->wide_px = p->wide_px;
    row->high_px = p->high_px;
    *ret_kept = photo_bare(tx_arena(t), s->file, p);
    taken_take(s, &told, row);
    return place_take(t, s, &told, row);
}

/* Of a problem: what is not of a report or a visit. */
static enum err shas_beside(struct tx *t, const struct evidence_sent *s, const char ***ret, size_t *ret_count) {
    struct evidence_beside_row *rows;
    struct evidence_of_problem_row *of_problem;
    if (s->problem_id) try(evidence_of_problem(t, s->problem_id, &of_problem, ret_count));
    else try(evidence_beside(t, s->report_id, s->visit_id, &rows, ret_count));
    *ret = arena_array(tx_arena(t), const char *, *ret_count);
    for (size_t i = 0; i < *ret_count; i++) (*ret)[i] = s->problem_id ? of_problem[i].sent_sha : rows[i].sent_sha;
    return OK;
}

/* What is there already of the same report, visit or problem. */
static enum err look_beside(struct tx *t, const struct evidence_sent *s, const char *sent_sha, struct faults *faults) {
    const char **shas;
    size_t count;
    try(shas_beside(t, s, &shas, &count));
    if (count >= EVIDENCE_OF_ONE_MAX)
        faults_add(faults, "file", SAY(tx_arena(t), W_evidence_many, both_int(tx_arena(t), EVIDENCE_OF_ONE_MAX)));
    for (size_t i = 0; i < count; i++)
        if (text_eq(shas[i], sent_sha)) faults_add(faults, "file", both_word(W_evidence_again));
    return faults->count ? ERR_INVALID : OK;
}

static enum err file_look(struct tx *t, const struct evidence_sent *s, struct faults *faults, struct evidence_file *ret) {
    struct arena *a = tx_arena(t);
    struct both why;
    enum err e = ERR_TOO_LARGE;
    if (!s->file.len) why = both_word(W_evidence_empty);
    else if (s->file.len > EVIDENCE_BYTES_MAX) why = SAY(a, W_evidence_large, both_int(a, EVIDENCE_BYTES_MAX >> 20));
    else e = evidence_file_read(a, s->file, text_eq(s->kind, kinds[0].key), ret, &why);
    if (e == OK || e == ERR_WORLD) return e;
    faults_add(faults, "file", SAY(a, W_evidence_refused, both_text(evidence_file_name(a, s->file_name)), why));
    return ERR_INVALID;
}

enum err evidence_add(struct tx *t, const struct evidence_sent *s, struct faults *faults, struct evidence *ret) {
    struct evidence_file file;
    struct evidence row = evidence_empty;
    struct blob kept = s->file;
    try(file_look(t, s, faults, &file));
    row.sent_sha = sha_of(tx_arena(t), s->head.at ? s->head : s->file);
    try(look_beside(t, s, row.sent_sha, faults));
    row.project_id = s->project_id;
    row.report_id = s->report_id;
    row.visit_id = s->visit_id;
    row.problem_id = s->problem_id ? s->problem_id : NO_INT;
    row.kind = s->kind;
    row.figure = text_empty(s->figure) ? NULL : s->figure;
    row.file_name = evidence_file_name(tx_arena(t), s->file_name);
    row.media_type = file.media_type;
    if (file.is_photo) try(photo_take(t, s, &file.photo, &row, &kept));
    try(blob_put_bytes(t, kept, file.media_type, &row.sha));
    row.bytes = (int64_t)kept.len;
    try(evidence_put(t, &row, 0));
    *ret = row;
    return OK;
}

enum err evidence_keep(struct tx *t, const char *file_name, struct blob file, struct faults *faults, struct evidence_kept *ret) {
    const struct evidence_sent sent = {.kind = "other", .file_name = file_name, .file = file};
    struct evidence_file found;
    try(file_look(t, &sent, faults, &found));
    struct blob kept = found.is_photo ? photo_bare(tx_arena(t), file, &found.photo) : file;
    *ret = (struct evidence_kept){evidence_file_name(tx_arena(t), file_name), found.media_type, NULL, (int64_t)kept.len};
    return blob_put_bytes(t, kept, found.media_type, &ret->sha);
}

/* -- afterwards -- */

static enum err standing(struct tx *t, int64_t id, int64_t version, struct evidence *ret) {
    try(evidence_get(t, id, ret));
    if (ret->gone) return ERR_MISSING;
    return ret->version == version ? OK : ERR_CONFLICT;
}

static enum err forget(struct tx *t, struct evidence *row) {
    if (row->place_subject == NO_INT) return OK;
    enum err e = seal_destroy(t, row->place_subject);
    row->place_subject = NO_INT;
    row->place_sealed = (struct blob){NULL, 0};
    return e == ERR_MISSING ? OK : e;
}

enum err evidence_forget_place(struct tx *t, int64_t id, int64_t version) {
    struct evidence row;
    try(standing(t, id, version, &row));
    if (row.place_subject == NO_INT) return OK;
    try(forget(t, &row));
    return evidence_put(t, &row, version);
}

enum err evidence_withdraw(struct tx *t, int64_t id, int64_t version) {
    struct evidence row;
    try(standing(t, id, version, &row));
    try(forget(t, &row));
    row.gone = 1;
    return evidence_put(t, &row, version);
}

enum err evidence_pin(struct tx *t, int64_t id, int64_t version, const char *figure) {
    struct evidence row;
    try(standing(t, id, version, &row));
    if (text_eq(row.figure, figure)) return OK;
    row.figure = figure;
    return evidence_put(t, &row, version);
}

enum err evidence_place(struct tx *t, const struct evidence *e, const char **ret_text) {
    *ret_text = NULL;
    if (e->place_subject == NO_INT) return OK;
    enum err found = seal_open(t, e->place_subject, e->place_sealed, ret_text);
    return found == ERR_MISSING ? OK : found;
}
