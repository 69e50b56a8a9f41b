/* The evidence pack of a project: gathered, hashed, noted in the export log, sent. */
#include "base/json.h"
#include "base/text.h"
#include "domain/audit/audit_pages.h"
#include "domain/audit/pack.h"
#include "domain/people/exports.h"
#include "domain/people/setting.h"
#include "domain/reports/evidence.h"
#include "reports_queries.h"
#include "sheet/zip_out.h"
#include "store/blob.h"
#include "store/chain.h"
#include <stdio.h>

enum { TEXT_BYTES_MAX = 2 << 20, RECORDS_BYTES_MAX = 6 << 20, MADE_FILES = 3 };

static enum err too_large(struct pack *p) {
    struct req *q = p->r->q;
    return req_fault(q, "from", SAY(q->a, W_pack_large, both_int(q->a, PACK_FILES_MAX >> 20)));
}

/* -- files -- */

static void sha_of(struct pack *p, const void *at, size_t len, char ret[static 65]) {
    unsigned char digest[DIGEST_BYTES];
    struct digester *d = digester_new(p->r->q->a, "sha256");
    digester_begin(d);
    digester_raw(d, at, len);
    digester_end(d, digest);
    for (int i = 0; i < DIGEST_BYTES; i++) snprintf(ret + 2 * i, 3, "%02x", digest[i]);
}

static struct pack_file *file_add(struct pack *p, const char *name, const void *at, size_t len, bool is_packed) {
    struct pack_file *f = &p->files[p->count++];
    *f = (struct pack_file){.path = arena_printf(p->r->q->a, "%s/%s", p->number, name), .at = at, .len = len,
                            .is_packed = is_packed};
    sha_of(p, at, len, f->sha);
    return f;
}

/* A file that is not what its name says is a broken world: it is not handed out as proof. */
static enum err evidence_take(struct pack *p, const struct evidence *e, const struct journal_told *entry, size_t *room) {
    struct arena *a = p->r->q->a;
    struct blob bytes;
    if (p->count + MADE_FILES >= PACK_MEMBERS_MAX) return too_large(p);
    enum err read = blob_read_bytes(p->r->q->tx, e->sha, *room, &bytes);
    if (read == ERR_TOO_LARGE) return too_large(p);
    try(read);
    *room -= bytes.len;
    const char *name = arena_printf(a, "files/%lld-%s", (long long)e->id, evidence_file_name(a, e->file_name));
    struct pack_file *f = file_add(p, name, bytes.at, bytes.len, true);
    f->evidence = e, f->recorded_ms = entry->recorded_ms, f->entry = entry->number;
    if (!text_eq(f->sha, e->sha)) return arena_fail(a, ERR_WORLD, "the file %s is not what its name says", e->sha);
    return OK;
}

/* Those that stand, by when they came. */
static enum err files_take(struct pack *p, int64_t from_ms, int64_t until_ms) {
    size_t room = PACK_FILES_MAX;
    for (size_t i = p->entry_count; i-- > 0;)
        for (size_t k = 0; k < p->entries[i].thing_count; k++) {
            const struct journal_thing *t = &p->entries[i].things[k];
            struct evidence now;
            bool is_new_file = t->table->table == &evidence_table && t->is_new;
            if (!is_new_file || p->entries[i].recorded_ms < from_ms || p->entries[i].recorded_ms >= until_ms) continue;
            try(evidence_get(p->r->q->tx, ((const struct ledger_row *)t->row)->id, &now));
            if (!now.gone) try(evidence_take(p, t->row, &p->entries[i], &room));
        }
    return OK;
}

/* -- the manifest -- */

static void file_json(const struct pack *p, struct json *j, const struct pack_file *f) {
    struct req *q = p->r->q;
    const struct evidence *e = f->evidence;
    json_open(j);
    json_key_text(j, "path", f->path);
    json_key_text(j, "sha256", f->sha);
    json_key_int(j, "bytes", (int64_t)f->len);
    if (e) {
        json_key_int(j, "evidence_id", e->id);
        json_key_text(j, "kind", e->kind);
        json_key_text(j, "media_type", e->media_type);
        json_key_text(j, "sent_sha256", e->sent_sha);
        if (e->report_id != NO_INT) json_key_int(j, "report_id", e->report_id);
        if (e->visit_id != NO_INT) json_key_int(j, "visit_id", e->visit_id);
        json_key_text(j, "taken_at", e->taken_ms == NO_INT ? NULL : moment_print(q, p->r->p, e->taken_ms));
        json_key_text(j, "recorded_at", moment_print(q, p->r->p, f->recorded_ms));
        json_key_int(j, "entry", f->entry);
    }
    json_close(j);
}

void pack_manifest(const struct pack *p, struct out *o) {
    struct req *q = p->r->q;
    struct json j;
    json_init(&j, o);
    json_open(&j);
    json_key(&j, "project");
    json_open(&j);
    json_key_int(&j, "id", p->project_id);
    json_key_text(&j, "platform_no", p->number);
    json_key_text(&j, "name", p->name);
    json_close(&j);
    json_key_text(&j, "made_by", q->who.name);
    json_key_text(&j, "made_by_login", q->who.login);
    json_key_text(&j, "made_at", moment_print(q, p->r->p, q->now_ms));
    json_key_int(&j, "zone_minutes", p->r->p->settings.time_zone_min);
    json_key(&j, "journal");
    json_open(&j);
    json_key_int(&j, "entry", p->head.number);
    json_key_text(&j, "known_at", moment_print(q, p->r->p, p->head.recorded_ms));
    json_key_text(&j, "algorithm", p->head.algorithm);
    json_key_text(&j, "hash", p->head.hash);
    json_close(&j);
    json_key(&j, "files");
    json_list(&j);
    for (size_t i = 0; i < p->count; i++) file_json(p, &j, &p->files[i]);
    json_list_end(&j);
    json_close(&j);
    out_char(o, '\n');
}

/* As sha256sum writes and reads it, from the folder above. */
static void sums_write(const struct pack *p, struct out *o) {
    for (size_t i = 0; i < p->count; i++) out_printf(o, "%s  %s\n", p->files[i].sha, p->files[i].path);
}

/* -- all of it -- */

static enum err gather(struct pack *p) {
    struct journal_ask ask = {.before = INT64_MAX, .until_ms = INT64_MAX, .kind = "", .who = "", .text = "",
                              .project_id = p->project_id, .things_max = PACK_VERSIONS_MAX,
                              .total_max = PACK_VERSIONS_MAX, .changes_max = 64};
    int64_t next;
    int row = journal_row(p->r, p->project_id);
    if (row < 0) return ERR_MISSING;
    const struct chunk *c = board_chunk(p->r->p->board, row);
    p->number = chunk_number(c, row % CHUNK_ROWS), p->name = chunk_name(c, row % CHUNK_ROWS);
    try(journal_head(p->r->q->tx, &p->head));
    try(journal_read(p->r, &ask, PACK_VERSIONS_MAX, &p->entries, &p->entry_count, &next));
    bool is_whole = !next && journal_lines_make(p->r, p->entries, p->entry_count, PACK_LINES_MAX, &p->lines);
    for (size_t i = 0; i < p->entry_count; i++) is_whole &= p->entries[i].more == 0;
    return is_whole ? OK : too_large(p);
}

static enum err made_files(struct pack *p) {
    struct arena *a = p->r->q->a;
    struct out *records = out_in(a, RECORDS_BYTES_MAX), *manifest = out_in(a, TEXT_BYTES_MAX), *sums = out_in(a, TEXT_BYTES_MAX);
    try(pack_records(p, records));
    file_add(p, "records.xlsx", records->at, records->len, true);
    pack_manifest(p, manifest);
    file_add(p, "manifest.json", manifest->at, manifest->len, false);
    sums_write(p, sums);
    file_add(p, "SHA256SUMS", sums->at, sums->len, false);
    return OK;
}

enum err pack_page(struct req *q) {
    struct journal_reader r;
    struct pack p = {.r = &r, .project_id = req_int(q, "id", 0)};
    struct zip_out *z;
    int32_t from = req_day(q, "from"), to = req_day(q, "to");
    try(journal_reader_of(q, &r));
    int zone = r.p->settings.time_zone_min;
    if (from != NO_DAY && to != NO_DAY && to < from) return req_fault(q, "to", both_word(W_cal_days_cross));
    p.files = arena_array(q->a, struct pack_file, PACK_MEMBERS_MAX);
    try(gather(&p));
    try(files_take(&p, from == NO_DAY ? 0 : ms_of_day(from, zone), to == NO_DAY ? INT64_MAX : ms_of_day(to + 1, zone)));
    try(made_files(&p));
    try(export_note(q, (int64_t)p.count));
    try(zip_out_begin(q->a, q->now_ms + (int64_t)zone * 60000, &z));
    for (size_t i = 0; i < p.count; i++)
        try(zip_out_add(z, p.files[i].path, p.files[i].at, p.files[i].len, p.files[i].is_packed));
    return zip_out_taken(z, req_body(q, "application/zip", arena_printf(q->a, "%s.zip", p.number)));
}
