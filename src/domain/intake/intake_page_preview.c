/* What accepting would change, a tab and a page at a time; and to accept it. */
#include "base/json.h"
#include "base/text.h"
#include "domain/intake/intake_page.h"
#include "preview_view.h"
#include <string.h>

enum { NAMES_SHOWN = 40, TWINS_SHOWN = 200 };

static const char *const dictionary_keys[INTAKE_DICTIONARY_COUNT] = {"area", "field", "department"};
static const enum word dictionary_words[INTAKE_DICTIONARY_COUNT] = {W_preview_area, W_preview_field, W_preview_department};

/* -- how the draft stands -- */

/* A file that cannot be read is told where it was chosen. */
static enum err refused_show(struct req *q, const struct job_look *look) {
    if (!look->why.in[ZH]) return job_failed(q, look);
    req_status(q, err_row(look->refusal)->http);
    if (q->format == FORMAT_HTML)
        return upload_show(q, SAY(q->a, W_upload_refused, both_text(look->file_name), look->why).in[q->lang],
                           look->is_bureau_list);
    return req_fault(q, "file", look->why);
}

/* An acceptance that runs, or has ended well, comes before any preview. */
static enum err accepted_show(struct req *q, struct intake_job *job, int wait_ms_max, bool *ret_replied) {
    struct job_look look = intake_job_look(job, wait_ms_max);
    int64_t id = req_int(q, "id", 0);
    *ret_replied = true;
    if (look.state == JOB_WAITING || look.state == JOB_RUNNING)
        return progress_show(q, &look, draft_href(q, id, "preview"), draft_href(q, id, "cancel"));
    if (look.state == JOB_DONE && look.result->entry) return req_redirect(q, entry_href(q, look.result->entry, ""));
    if (look.state == JOB_DONE) {
        req_notice(q, W_preview_no_change);
        return req_redirect(q, "/intake");
    }
    *ret_replied = false;
    return OK;
}

/* There is no such draft any more: another server may have accepted it. ERR_MISSING if not. */
static enum err accepted_elsewhere(struct req *q, int64_t draft_id) {
    struct intake_of_draft_row row;
    bool has = false;
    try(intake_of_draft(q->tx, draft_id, &row, &has));
    return has ? req_redirect(q, entry_href(q, row.came_entry, "")) : ERR_MISSING;
}

static enum err draft_gone(struct req *q, int64_t id, struct job_look *ret_look) {
    struct intake_job *job = intake_job_find(q->app->jobs, q->a, JOB_PREVIEW, id, q->who.account_id);
    if (job) *ret_look = intake_job_look(job, 0);
    return job && ret_look->state == JOB_REFUSED ? refused_show(q, ret_look) : accepted_elsewhere(q, id);
}

enum err draft_preview(struct req *q, struct intake_draft_of_row *ret_draft, struct job_look *ret_look, bool *ret_replied) {
    struct job_order order;
    int64_t id = req_int(q, "id", 0);
    struct intake_job *job = intake_job_find(q->app->jobs, q->a, JOB_ACCEPT, id, q->who.account_id);
    *ret_replied = false;
    if (job) try(accepted_show(q, job, 0, ret_replied));
    if (*ret_replied) return OK;
    enum err e = draft_find(q, ret_draft);
    *ret_replied = e == ERR_MISSING;
    if (e == ERR_MISSING) return draft_gone(q, id, ret_look);
    try(e);
    try(draft_order(q, ret_draft, JOB_PREVIEW, &order));
    try(intake_job_take(q->app->jobs, q->a, &order, &job));
    *ret_look = intake_job_look(job, order.is_small ? JOB_WAIT_MS : 0); /* a page does not wait for a large file */
    *ret_replied = ret_look->state != JOB_DONE;
    if (ret_look->state == JOB_REFUSED) return refused_show(q, ret_look);
    return *ret_replied ? progress_show(q, ret_look, q->path, draft_href(q, id, "cancel")) : OK;
}

static int64_t unsure(const struct intake_result *r) {
    int64_t n = 0;
    for (size_t i = 0; i < r->sheet_count; i++) n += (int64_t)r->sheets[i].map.questions;
    return n;
}

enum err draft_page(struct req *q) {
    struct intake_draft_of_row draft;
    struct job_look look;
    bool replied;
    try(draft_preview(q, &draft, &look, &replied));
    if (replied) return OK;
    bool asks = unsure(look.result) > 0 || !look.result->rows;
    return req_redirect(q, draft_href(q, draft.id, asks ? "mapping" : "preview"));
}

/* -- a page of a tab -- */

enum tab { TAB_FAULTS, TAB_NEW, TAB_CHANGED, TAB_SKIPPED, TAB_COUNT };
static const char *const tab_keys[TAB_COUNT] = {"faults", "new", "changed", "skipped"};

struct preview_show {
    struct req *q;
    const struct intake_result *r;
    struct preview_view v;
    enum tab tab;
    int64_t first, last; /* what is listed, from 0; last is behind it */
    int64_t kept[TAB_COUNT], all[TAB_COUNT]; /* what can be listed, what was counted */
};

static const char *place_of(struct arena *a, const char *sheet, const char *cell) {
    return *sheet ? arena_printf(a, "%s!%s", sheet, cell) : cell;
}

static struct both field_label(const char *key) {
    enum intake_key field;
    bool is_field = *key && intake_key_read(span_of(key), &field) && field < INTAKE_FIELD_COUNT;
    return is_field ? both_word(intake_field(field)->label) : both_text("");
}

static void count_tabs(struct preview_show *s) {
    const struct intake_result *r = s->r;
    for (size_t i = 0; i < r->fault_count; i++) s->kept[r->faults[i].kind == FAULT_SKIPPED ? TAB_SKIPPED : TAB_FAULTS]++;
    for (size_t i = 0; i < r->shown_count; i++) {
        s->kept[TAB_NEW] += r->shown[i].class == INTAKE_NEW;
        s->kept[TAB_CHANGED] += r->shown[i].class == INTAKE_CHANGED;
    }
    s->all[TAB_NEW] = r->counts[INTAKE_NEW];
    s->all[TAB_CHANGED] = r->counts[INTAKE_CHANGED];
    s->all[TAB_SKIPPED] = s->kept[TAB_SKIPPED];
    s->all[TAB_FAULTS] = r->fault_total;
}

/* The tab asked for, else the first that has something. */
static void tab_choose(struct preview_show *s) {
    int asked = req_choice(s->q, "tab");
    for (enum tab t = 0; t < TAB_COUNT && asked < 0; t++)
        if (s->all[t]) asked = (int)t;
    s->tab = asked < 0 ? TAB_FAULTS : (enum tab)asked;
    int64_t count = s->kept[s->tab], pages = (count + INTAKE_PAGE_ROWS - 1) / INTAKE_PAGE_ROWS, page = req_int(s->q, "page", 1);
    if (page > pages) page = pages > 0 ? pages : 1;
    s->first = (page - 1) * INTAKE_PAGE_ROWS;
    s->last = s->first + INTAKE_PAGE_ROWS < count ? s->first + INTAKE_PAGE_ROWS : count;
}

static const char *tab_href(struct preview_show *s, enum tab tab, int64_t page) {
    struct addr *to = addr_new(s->q->a, s->q->path);
    addr_set(to, "tab", tab_keys[tab]);
    if (page > 1) addr_set_int(to, "page", page);
    return addr_text(to);
}

static void tabs_fill(struct preview_show *s) {
    static const enum word labels[TAB_COUNT] = {W_preview_faults, W_intake_new, W_intake_changed, W_intake_skipped};
    struct part_tab_view *tabs = arena_array(s->q->a, struct part_tab_view, TAB_COUNT);
    int64_t page = s->first / INTAKE_PAGE_ROWS + 1, count = s->kept[s->tab];
    for (enum tab t = 0; t < TAB_COUNT; t++)
        tabs[t] = (struct part_tab_view){.label = both_word(labels[t]), .count = s->all[t], .light = "",
                                         .href = tab_href(s, t, 1), .is_here = t == s->tab};
    s->v.tabs = tabs;
    s->v.tabs_count = TAB_COUNT;
    s->v.pager = (struct part_pager_view){.first = count ? s->first + 1 : 0, .last = s->last, .total = count,
                                          .prev_href = s->first ? tab_href(s, s->tab, page - 1) : NULL,
                                          .next_href = s->last < count ? tab_href(s, s->tab, page + 1) : NULL};
    s->v.cut = s->all[s->tab] > count ? count : NO_INT;
    s->v.tab = tab_keys[s->tab];
    s->v.is_faults = s->tab == TAB_FAULTS;
    s->v.is_new = s->tab == TAB_NEW;
    s->v.is_changed = s->tab == TAB_CHANGED;
    s->v.is_skipped = s->tab == TAB_SKIPPED;
}

static bool is_listed(const struct preview_show *s, int64_t *n) {
    int64_t at = (*n)++;
    return at >= s->first && at < s->last;
}

static void faults_fill(struct preview_show *s) {
    struct preview_fault *faults = arena_array(s->q->a, struct preview_fault, INTAKE_PAGE_ROWS);
    struct preview_skip *skips = arena_array(s->q->a, struct preview_skip, INTAKE_PAGE_ROWS);
    int64_t n = 0;
    for (size_t i = 0; i < s->r->fault_count; i++) {
        const struct intake_fault *f = &s->r->faults[i];
        const char *place = place_of(s->q->a, f->sheet, f->cell);
        if ((f->kind == FAULT_SKIPPED) != s->v.is_skipped || !is_listed(s, &n)) continue;
        if (s->v.is_skipped) skips[s->v.skips_count++] = (struct preview_skip){place, f->text};
        else faults[s->v.faults_count++] =
                 (struct preview_fault){place, field_label(f->field), f->text, f->kind == FAULT_WARNING};
    }
    s->v.faults = faults;
    s->v.skips = skips;
}

static struct preview_change change_view(struct preview_show *s, const struct intake_shown *shown) {
    struct preview_field *fields = arena_array(s->q->a, struct preview_field, shown->change_count);
    for (size_t i = 0; i < shown->change_count; i++) {
        const struct intake_change *c = &shown->changes[i];
        fields[i] = (struct preview_field){both_word(c->label), c->of.in[ZH] ? c->of : both_text(""), c->old, c->now};
    }
    const char *href = shown->project_id ? arena_printf(s->q->a, "/projects/%lld", (long long)shown->project_id) : NULL;
    return (struct preview_change){.place = shown->place, .name = shown->name, .href = href, .fields = fields,
                                   .fields_count = shown->change_count};
}

static void rows_fill(struct preview_show *s) {
    enum intake_class class = s->v.is_new ? INTAKE_NEW : INTAKE_CHANGED;
    struct preview_new *added = arena_array(s->q->a, struct preview_new, INTAKE_PAGE_ROWS);
    struct preview_change *changes = arena_array(s->q->a, struct preview_change, INTAKE_PAGE_ROWS);
    int64_t n = 0;
    for (size_t i = 0; i < s->r->shown_count; i++) {
        const struct intake_shown *shown = &s->r->shown[i];
        if (shown->class != class || !is_listed(s, &n)) continue;
        if (s->v.is_new) added[s->v.added_count++] = (struct preview_new){shown->place, shown->name};
        else changes[s->v.changes_count++] = change_view(s, shown);
    }
    s->v.added = added;
    s->v.changes = changes;
}

/* -- what is to be decided -- */

static struct preview_proposal proposal_view(struct preview_show *s, enum intake_dictionary d) {
    struct preview_name *names = arena_array(s->q->a, struct preview_name, NAMES_SHOWN);
    struct preview_proposal p = {.value = dictionary_keys[d], .kind = both_word(dictionary_words[d]), .names = names};
    for (size_t i = 0; i < s->r->proposal_count; i++) {
        const struct intake_proposal *from = &s->r->proposals[i];
        if (from->dictionary != d) continue;
        p.count++;
        if (p.names_count < NAMES_SHOWN) names[p.names_count++] = (struct preview_name){from->name, from->rows, from->place};
        else p.left_out++;
    }
    return p;
}

static void proposals_fill(struct preview_show *s) {
    struct preview_proposal *proposals = arena_array(s->q->a, struct preview_proposal, INTAKE_DICTIONARY_COUNT);
    s->v.proposals = proposals;
    for (enum intake_dictionary d = 0; d < INTAKE_DICTIONARY_COUNT; d++) {
        struct preview_proposal p = proposal_view(s, d);
        if (p.count) proposals[s->v.proposals_count++] = p;
    }
}

static struct preview_duplicate twin_view(struct preview_show *s, const struct intake_twin *t) {
    struct arena *a = s->q->a;
    struct preview_duplicate v = {.place = t->place, .name = t->name, .other = t->other,
                                  .other_place = t->other_place ? t->other_place : "", .why = both_word(t->why)};
    if (!t->project_id) return v;
    struct part_choice_view *choices = arena_array(a, struct part_choice_view, 2);
    choices[0] = (struct part_choice_view){arena_printf(a, "%s|0", t->place), both_word(W_preview_two), true};
    choices[1] = (struct part_choice_view){arena_printf(a, "%s|%lld", t->place, (long long)t->project_id),
                                           both_word(W_preview_same), false};
    v.choices = choices;
    v.choices_count = 2;
    v.other_href = arena_printf(a, "/projects/%lld", (long long)t->project_id);
    return v;
}

static void twins_fill(struct preview_show *s) {
    size_t count = s->r->twin_count < TWINS_SHOWN ? s->r->twin_count : TWINS_SHOWN;
    struct preview_duplicate *views = arena_array(s->q->a, struct preview_duplicate, count);
    for (size_t i = 0; i < count; i++) views[i] = twin_view(s, &s->r->twins[i]);
    s->v.duplicates = views;
    s->v.duplicates_count = count;
    s->v.duplicates_left_out = (int64_t)(s->r->twin_count - count);
}

/* -- the page, for people and for programs -- */

static enum err preview_json(struct req *q, const struct intake_result *r) {
    struct json j;
    struct out *o = req_body(q, "application/json", "");
    json_init(&j, o);
    intake_json(&j, r, q->lang);
    out_char(o, '\n');
    return OK;
}

static enum err preview_csv(struct req *q, const struct intake_result *r) {
    static const enum word kinds[] = {W_preview_kind_cell, W_preview_kind_row, W_preview_kind_warning, W_preview_kind_skipped};
    static const enum word heads[] = {W_mapping_sheet, W_preview_cell, W_preview_csv_field, W_preview_csv_done,
                                      W_preview_message};
    struct out *o = req_body(q, "text/csv; charset=utf-8", arena_printf(q->a, "%s.csv", word(q->lang, W_preview_file)));
    out_raw(o, "\xEF\xBB\xBF");
    for (size_t i = 0; i < countof(heads); i++) {
        if (i) out_char(o, ',');
        out_csv(o, word(q->lang, heads[i]));
    }
    out_raw(o, "\r\n");
    for (size_t i = 0; i < r->fault_count; i++) {
        const struct intake_fault *f = &r->faults[i];
        const char *cells[] = {f->sheet, f->cell, field_label(f->field).in[q->lang], word(q->lang, kinds[f->kind]),
                               f->text.in[q->lang]};
        for (size_t k = 0; k < countof(cells); k++) {
            if (k) out_char(o, ',');
            out_csv(o, cells[k]);
        }
        out_raw(o, "\r\n");
    }
    return OK;
}

/* An acceptance that was refused is told once, on the preview it came from. */
static const char *refusal_told(struct req *q) {
    struct intake_job *job = intake_job_find(q->app->jobs, q->a, JOB_ACCEPT, req_int(q, "id", 0), q->who.account_id);
    if (!job) return "";
    struct job_look look = intake_job_look(job, 0);
    if (look.state != JOB_REFUSED) return "";
    intake_job_forget(job);
    struct both words = {{err_row(look.refusal)->zh, err_row(look.refusal)->en}};
    return look.why.in[ZH] ? look.why.in[q->lang] : words.in[q->lang];
}

enum err preview_page(struct req *q) {
    struct intake_draft_of_row draft;
    struct job_look look;
    bool replied;
    try(draft_preview(q, &draft, &look, &replied));
    if (replied) return OK;
    const struct intake_result *r = look.result;
    if (q->format == FORMAT_JSON) return preview_json(q, r);
    if (q->format == FORMAT_CSV) return preview_csv(q, r);
    struct preview_show s = {.q = q, .r = r};
    bool makes = r->proposal_count > 0;
    s.v = (struct preview_view){
        .draft_id = draft.id, .file = draft.file_name, .sheets = sheets_told(q, r), .rows = r->rows,
        .new = r->counts[INTAKE_NEW], .changed = r->counts[INTAKE_CHANGED], .unchanged = r->counts[INTAKE_UNCHANGED],
        .refused = r->counts[INTAKE_REFUSED], .skipped = r->counts[INTAKE_SKIPPED], .unsure = unsure(r),
        .has_changes = r->counts[INTAKE_NEW] + r->counts[INTAKE_CHANGED] > 0 || makes, .reason = "", .fault = refusal_told(q),
        .accept_href = draft_href(q, draft.id, "accept"), .mapping_href = draft_href(q, draft.id, "mapping"),
        .drop_href = draft_href(q, draft.id, "drop"),
        .csv_href = r->fault_count ? draft_href(q, draft.id, "preview.csv") : NULL};
    count_tabs(&s);
    tab_choose(&s);
    tabs_fill(&s);
    if (s.v.is_new || s.v.is_changed) rows_fill(&s);
    else faults_fill(&s);
    proposals_fill(&s);
    twins_fill(&s);
    return req_view(q, &preview_view, &s.v);
}

/* -- what is done with a draft -- */

static enum err decisions_read(struct req *q, struct job_order *o) {
    size_t count = req_count(q, "duplicate");
    struct intake_decision *decisions = arena_array(q->a, struct intake_decision, count);
    for (size_t i = 0; i < count; i++) {
        const char *text = req_text_at(q, "duplicate", i), *bar = strrchr(text, '|');
        if (!bar || !text_int(bar + 1, 0, INT64_MAX, &decisions[i].project_id)) return ERR_USAGE;
        decisions[i].place = arena_copy_n(q->a, text, (size_t)(bar - text));
    }
    o->decisions = decisions;
    o->decision_count = count;
    for (size_t i = 0; i < req_count(q, "make") && intake_writes_projects(q); i++) o->makes[req_int_at(q, "make", i)] = true;
    return OK;
}

enum err draft_accept_post(struct req *q) {
    struct intake_draft_of_row draft;
    struct job_order order;
    bool replied;
    struct intake_job *job = intake_job_find(q->app->jobs, q->a, JOB_ACCEPT, req_int(q, "id", 0), q->who.account_id);
    if (job) try(accepted_show(q, job, 0, &replied)); /* the button was pressed twice */
    if (job && replied) return OK;
    enum err e = draft_find(q, &draft);
    if (e == ERR_MISSING) return accepted_elsewhere(q, req_int(q, "id", 0));
    try(e);
    try(draft_order(q, &draft, JOB_ACCEPT, &order));
    try(decisions_read(q, &order));
    order.reason = req_text(q, "reason");
    try(intake_job_take(q->app->jobs, q->a, &order, &job));
    struct job_look look = intake_job_look(job, order.is_small ? JOB_WAIT_MS : 0);
    if (look.state == JOB_DONE) return accepted_show(q, job, 0, &replied);
    return req_redirect(q, draft_href(q, draft.id, "preview"));
}

enum err draft_cancel_post(struct req *q) {
    int64_t id = req_int(q, "id", 0);
    struct intake_job *accept = intake_job_find(q->app->jobs, q->a, JOB_ACCEPT, id, q->who.account_id);
    struct intake_job *preview = intake_job_find(q->app->jobs, q->a, JOB_PREVIEW, id, q->who.account_id);
    if (!accept && !preview) return ERR_MISSING;
    if (preview) intake_job_cancel(preview);
    if (accept) intake_job_cancel(accept);
    req_notice(q, W_upload_stopped);
    return req_redirect(q, "/intake");
}

enum err draft_drop_post(struct req *q) {
    int64_t dropped;
    try(intake_draft_drop(q->tx, req_int(q, "id", 0), q->who.account_id, &dropped));
    return dropped ? req_redirect(q, "/intake") : ERR_MISSING;
}
