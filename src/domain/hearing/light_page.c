/* One project's light: what is computed, what its unit and who went there say, its waivers, and its months then and now. */
#include "base/text.h"
#include "domain/hearing/hearing_inside.h"
#include "domain/hearing/relabel.h"
#include "domain/people/setting.h"
#include "domain/reports/evidence.h"
#include "light_page_view.h"
#include "store/blob.h"

struct light_show {
    struct req *q;
    struct asked as;
    int row;
    int32_t today;
    unsigned voices, rights; /* voices_of(), waiver_rights() of the reader */
    struct light_page_view v;
};

static enum err rights_find(struct req *q, int64_t project_id, int32_t today, unsigned *ret_voices, unsigned *ret_rights) {
    static const struct reach nothing;
    struct project_place place;
    const struct reach *reach = q->who.reach ? q->who.reach : &nothing;
    try(project_place_of(q->tx, project_id, today, &place));
    *ret_voices = voices_of(q->a, reach, &place);
    *ret_rights = waiver_rights(q->a, reach, &place);
    return OK;
}

static const struct voices_of_project_row *voice_find(const struct voices_of_project_row *rows, size_t count, int32_t month,
                                                      const char *voice) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].month == month && text_eq(rows[i].voice, voice)) return &rows[i];
    return NULL;
}

/* Computed, declared, judged: in this order. Of the past the board knows the colours, and no words are shown. */
static enum err voices_fill(struct light_show *s) {
    static const struct { const char *key; enum word name; unsigned may; } of[] = {
        {"computed", W_voice_computed, 0}, {"unit", W_voice_unit, MAY_DECLARE}, {"specialist", W_voice_specialist, MAY_JUDGE}};
    struct req *q = s->q;
    const struct lights *l = s->as.p->lights;
    struct voices_of_project_row *rows;
    struct light_law own;
    size_t count;
    int m = month_index(s->as.month), i = s->row % CHUNK_ROWS;
    const struct chunk *c = board_chunk(l->board, s->row);
    try(voices_of_project(q->tx, s->v.project_id, &rows, &count));
    const struct light_law *law = light_law_for(&l->law, l->board, s->row, &own);
    const enum light colours[] = {light_computed(l->chunks[s->row / CHUNK_ROWS]->rules[m][i], law->at[m]),
                                  (enum light)c->declared[m][i], (enum light)c->seen[m][i]};
    struct light_voice_view *list = arena_array(q->a, struct light_voice_view, countof(of));
    for (size_t k = 0; k < countof(of); k++) {
        const struct voices_of_project_row *said = voice_find(rows, count, s->as.month, of[k].key);
        bool is_said = k == 0 || colours[k] != GREY;
        list[k] = (struct light_voice_view){.voice = of[k].key, .name = both_word(of[k].name), .is_said = is_said,
                                            .light = is_said ? light_key(colours[k]) : "", .who = "", .reason = ""};
        if (is_said && said && s->as.known_day == NO_DAY) list[k].who = said->who, list[k].reason = said->reason;
        list[k].href = s->v.here_href, list[k].at = s->as.month;
        list[k].may_say = s->as.known_day == NO_DAY && (s->voices & of[k].may) != 0;
        s->v.may_say |= list[k].may_say;
    }
    s->v.voices = list, s->v.voices_count = countof(of);
    return OK;
}

static enum err waivers_fill(struct light_show *s) {
    struct req *q = s->q;
    struct waivers_of_project_row *rows;
    size_t count;
    bool is_now = s->as.known_day == NO_DAY;
    try(waivers_of_project(q->tx, s->v.project_id, &rows, &count));
    struct light_waiver_view *list = arena_array(q->a, struct light_waiver_view, count);
    for (size_t i = 0; i < count; i++) {
        const struct waivers_of_project_row *r = &rows[i];
        const char *state = waiver_state_on(r->state, r->end_day, s->today);
        list[i] = (struct light_waiver_view){
            .waiver_id = r->id, .version = r->version, .state = state, .state_name = both_word(waiver_state_word(state)),
            .reason = r->reason, .asker = r->asker ? r->asker : "", .asked_day = r->asked_day, .end_day = r->end_day,
            .decider = r->decider ? r->decider : "", .decided_day = r->decided_day,
            .decided_text = r->decided_text ? r->decided_text : "", .revoker = r->revoker ? r->revoker : "",
            .revoked_day = r->revoked_day, .revoked_text = r->revoked_text ? r->revoked_text : "", .file_name = r->file_name,
            .href = s->v.here_href,
            .file_href = arena_printf(q->a, "%s/files/%lld", s->v.here_href, (long long)r->id),
            .may_decide = is_now && text_eq(state, "asked") && s->rights & MAY_DECIDE && r->asker_id != q->who.account_id,
            .may_revoke = is_now && text_eq(state, "holds") && s->rights & MAY_DECIDE};
    }
    s->v.waivers = list, s->v.waivers_count = count;
    s->v.may_ask = is_now && s->rights & MAY_ASK;
    s->v.waived_day = board_chunk(s->as.p->board, s->row)->waived_day[month_index(s->as.month)][s->row % CHUNK_ROWS];
    return OK;
}

static enum err months_fill(struct light_show *s) {
    struct relabel_month at[YEAR_MONTHS];
    int last = month_index(s->as.month);
    try(relabel_of(s->q->tx, s->as.p->lights, s->row, last, at));
    struct light_month_view *list = arena_array(s->q->a, struct light_month_view, YEAR_MONTHS);
    for (int m = 0; m <= last; m++) {
        bool is_over = at[m].then_day != NO_DAY && at[m].was_there;
        list[m] = (struct light_month_view){.at = at[m].month, .then_day = at[m].then_day,
                                            .light_then = is_over ? light_key(at[m].then) : "",
                                            .light_now = light_key(at[m].now),
                                            .then_text = at[m].then_text, .now_text = at[m].now_text,
                                            .is_other = is_over && at[m].then != at[m].now};
        s->v.relabelled += list[m].is_other;
    }
    s->v.months = list, s->v.months_count = (size_t)last + 1;
    return OK;
}

static void form_fill(struct light_show *s) {
    struct req *q = s->q;
    struct light_page_fault *faults = arena_array(q->a, struct light_page_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct light_page_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    s->v.faults = faults, s->v.faults_count = q->faults.count;
    s->v.reason = req_typed(q, "reason", ""), s->v.end = req_typed(q, "end", "");
}

enum err light_page(struct req *q) {
    struct light_show s = {.q = q};
    try(asked_read(q, &s.as));
    try(settings_today(q->tx, q->now_ms, &s.today));
    s.v.project_id = req_int(q, "id", 0);
    s.row = board_row(s.as.p->board, s.v.project_id);
    if (s.row < 0) return ERR_MISSING;
    const struct chunk *c = board_chunk(s.as.p->board, s.row);
    try(rights_find(q, s.v.project_id, s.today, &s.voices, &s.rights));
    s.v.project_name = chunk_name(c, s.row % CHUNK_ROWS), s.v.platform_no = chunk_number(c, s.row % CHUNK_ROWS);
    s.v.project_href = project_href(&s.as, s.v.project_id);
    s.v.here_href = arena_printf(q->a, "/projects/%lld/light", (long long)s.v.project_id);
    s.v.month = s.as.month;
    s.v.light = light_key(lights_at(s.as.p->lights, s.row, s.as.month));
    try(voices_fill(&s));
    try(waivers_fill(&s));
    try(months_fill(&s));
    form_fill(&s);
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_light_page_title), s.v.project_name));
    return req_view(q, &light_page_view, &s.v);
}

/* -- what is done -- */

static enum err say(struct req *q, unsigned voices, int32_t today) {
    struct light_voice row;
    const struct voice_said said = {
        .project_id = req_int(q, "id", 0), .account_id = q->who.account_id, .month = req_month(q, "month"),
        .voice = req_text(q, "voice"), .colour = req_text(q, "colour"), .reason = req_text(q, "reason"), .may = voices,
        .today = today};
    if (text_empty(said.voice) || text_empty(said.colour) || said.month == NO_MONTH)
        faults_add(&q->faults, "colour", both_word(W_light_page_choose));
    try(req_faults(q));
    return voice_say(q->tx, &said, &q->faults, &row);
}

static enum err ask(struct req *q, unsigned rights, int32_t today) {
    struct light_waiver row;
    struct evidence_kept kept = {0};
    const struct upload *file = req_file(q, "file");
    if (file && file->len) try(evidence_keep(q->tx, file->file_name, (struct blob){file->at, file->len}, &q->faults, &kept));
    const struct waiver_asked asked = {
        .project_id = req_int(q, "id", 0), .account_id = q->who.account_id, .may = rights, .reason = req_text(q, "reason"),
        .sha = kept.sha, .file_name = kept.file_name, .media_type = kept.media_type, .end_day = req_day(q, "end"),
        .today = today, .now_ms = q->now_ms};
    try(req_faults(q));
    return waiver_ask(q->tx, &asked, &q->faults, &row);
}

static enum err decide(struct req *q, unsigned rights, int32_t today) {
    struct light_waiver row;
    const struct waiver_decided d = {
        .waiver_id = req_int(q, "waiver", 0), .version = req_int(q, "version", 0), .account_id = q->who.account_id,
        .may = rights,
        .action = req_text(q, "do"), .text = req_text(q, "text"), .today = today, .now_ms = q->now_ms};
    enum err e = light_waiver_get(q->tx, d.waiver_id, &row);
    if (e != OK) return e;
    if (row.project_id != req_int(q, "id", 0)) return ERR_MISSING;
    return waiver_decide(q->tx, &d, &q->faults, &row);
}

enum err light_post(struct req *q) {
    unsigned voices, rights;
    int32_t today;
    const char *what = req_text(q, "do");
    try(settings_today(q->tx, q->now_ms, &today));
    try(rights_find(q, req_int(q, "id", 0), today, &voices, &rights));
    if (!voices && !rights) return ERR_DENIED;
    if (text_eq(what, "say")) try(say(q, voices, today));
    else if (text_eq(what, "ask")) try(ask(q, rights, today));
    else try(decide(q, rights, today));
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/light", (long long)req_int(q, "id", 0)));
}

enum err waiver_file_page(struct req *q) {
    struct light_waiver row;
    struct blob bytes;
    try(light_waiver_get(q->tx, req_int(q, "waiver", 0), &row));
    if (row.gone || row.project_id != req_int(q, "id", 0)) return ERR_MISSING;
    light_waiver_row_copy(q->a, &row);
    try(blob_read_bytes(q->tx, row.sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    struct out *o = req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name);
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}
