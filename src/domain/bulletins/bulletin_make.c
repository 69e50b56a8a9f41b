/* To add a section: a row here with what tells it; its key in BULLETIN_SECTION_CHOICES. */
#include "base/text.h"
#include "domain/bulletins/bulletin_telling.h"
#include "domain/dispatch/recomputed.h"
#include <stdlib.h>

enum { FORMAT = 1, ITEM_BYTES_MAX = 256 << 10, BP = 10000 };

static bulletin_tell red_tell;
const struct bulletin_section bulletin_sections[] = {
    {"overall", W_bulletin_s_overall}, {"lists", W_bulletin_s_lists}, {"areas", W_bulletin_s_areas},
    {"departments", W_bulletin_s_departments}, {"quality", W_bulletin_s_quality}, {"lights", W_bulletin_s_lights},
    {"red", W_bulletin_s_red}};
const size_t bulletin_section_count = countof(bulletin_sections);
static bulletin_tell *const tells[countof(bulletin_sections)] = {
    bulletin_overall_tell, bulletin_lists_tell, bulletin_areas_tell, bulletin_departments_tell, bulletin_quality_tell,
    bulletin_lights_tell, red_tell};

const struct bulletin_section *bulletin_section_find(const char *key) {
    for (size_t i = 0; i < countof(bulletin_sections); i++)
        if (text_eq(bulletin_sections[i].key, key)) return &bulletin_sections[i];
    return NULL;
}

/* -- items -- */

struct telling *bulletin_telling_new(struct bulletin_making *m, const char *kind, const char *section, const char *key) {
    struct telling *x = arena_new_of(m->a, struct telling);
    x->a = m->a, x->f = m->f, x->kind = kind, x->section = section, x->key = key;
    return x;
}

enum err bulletin_item_put(struct bulletin_making *m, const struct telling *x,
                           void (*more)(const void *of, struct json *content), const void *of) {
    struct out *content = out_in(m->a, ITEM_BYTES_MAX);
    struct json j, *items = m->items;
    json_init(&j, content);
    json_open(&j);
    json_key_text(&j, "kind", x->kind);
    json_key_text(&j, "section", x->section);
    json_key_text(&j, "key", x->key);
    if (more) more(of, &j);
    telling_values_put(x, &j);
    json_close(&j);
    if (content->overflow) return ERR_TOO_LARGE;
    const char *sha = pack_sha(m->a, (struct blob){content->at, content->len});
    out_printf(m->hashed, "%s\n", sha);
    json_open(items);
    json_key(items, "content");
    out_bytes(items->out, content->at, content->len);
    items->comma |= UINT64_C(1) << items->depth; /* what was put in is a value */
    json_key_text(items, "sha256", sha);
    telling_said_put(x, items);
    json_close(items);
    m->count++;
    return OK;
}

/* -- the projects with a red light, the larger plan first -- */

struct red {
    const struct bulletin_making *m;
    int row;
    int64_t plan, id;
};

static int by_plan(const void *left, const void *right) {
    const struct red *a = left, *b = right;
    if (a->plan != b->plan) return a->plan > b->plan ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static void fen_put(struct json *j, const char *key, int64_t fen) {
    if (fen == NO_FEN) json_key_null(j, key);
    else json_key_int(j, key, fen);
}

static void red_put(const void *of, struct json *j) {
    const struct red *r = of;
    const struct bulletin_facts *f = r->m->f;
    const struct board *b = f->p->board;
    const struct chunk *c = board_chunk(b, r->row);
    int i = r->row % CHUNK_ROWS, m = month_index(f->month);
    int64_t rate = share_bp(c->ytd_fen[m][i], c->plan_fen[i]);
    json_key_int(j, "project", r->id);
    json_key_text(j, "code", *chunk_code(c, i) ? chunk_code(c, i) : chunk_number(c, i));
    json_key_text(j, "name", chunk_name(c, i));
    json_key_text(j, "area", c->area[i] < b->areas.count ? b->areas.at[c->area[i]].key : "");
    json_key_text(j, "department", c->department[0][i] < b->departments.count ? b->departments.at[c->department[0][i]].key : "");
    fen_put(j, "plan_fen", c->plan_fen[i]);
    fen_put(j, "done_fen", c->ytd_fen[m][i]);
    fen_put(j, "rate_bp", rate);
    json_key_text(j, "since", month_print(r->m->a, lights_since(f->p->lights, r->row, f->month)));
    struct light_reasons why = lights_reasons(r->m->a, f->p->lights, r->row, f->month);
    json_key(j, "rules");
    json_list(j);
    for (int k = 0; k < why.count; k++)
        if (why.at[k].colour == RED) json_text(j, light_rules[why.at[k].rule].key);
    json_list_end(j);
}

static struct both dictionary_said(const struct dictionary *d, uint16_t key) {
    return key < d->count ? (struct both){{d->at[key].name_zh, d->at[key].name_en}} : both_text("");
}

static enum err red_one(struct bulletin_making *m, const struct red *r) {
    struct telling *x = bulletin_telling_new(m, "red", "red", arena_printf(m->a, "red.%lld", (long long)r->id));
    const struct board *b = m->f->p->board;
    const struct chunk *c = board_chunk(b, r->row);
    int i = r->row % CHUNK_ROWS;
    telling_text(x, dictionary_said(&b->areas, c->area[i]));
    telling_text(x, dictionary_said(&b->departments, c->department[0][i]));
    struct light_reasons why = lights_reasons(m->a, m->f->p->lights, r->row, m->f->month);
    for (int k = 0; k < why.count; k++)
        if (why.at[k].colour == RED) telling_text(x, why.at[k].text);
    return bulletin_item_put(m, x, red_put, r);
}

static enum err red_tell(struct bulletin_making *m) {
    const struct position *p = m->f->p;
    struct red *at = arena_array(m->a, struct red, (size_t)m->f->rows.count);
    size_t n = 0;
    for (int row = selection_next(&m->f->rows, 0); row >= 0; row = selection_next(&m->f->rows, row + 1)) {
        if (lights_at(p->lights, row, m->f->month) != RED) continue;
        const struct chunk *c = board_chunk(p->board, row);
        int64_t plan = c->plan_fen[row % CHUNK_ROWS];
        at[n++] = (struct red){m, row, plan == NO_FEN ? -1 : plan, c->project_id[row % CHUNK_ROWS]};
    }
    if (n > 1) qsort(at, n, sizeof *at, by_plan);
    for (size_t i = 0; i < n && i < BULLETIN_RED_MAX; i++) try(red_one(m, &at[i]));
    return OK;
}

/* -- the whole -- */

static void formula_put(struct arena *a, const struct score_known *s, struct json *j) {
    json_key(j, "formula");
    json_open(j);
    json_key_int(j, "id", s->formula_id);
    json_key_text(j, "from", s->from_day == NO_DAY ? NULL : day_print(a, s->from_day));
    json_key_text(j, "sample", s->sample);
    json_key_int(j, "full", s->rules.full);
    json_key(j, "rows");
    json_list(j);
    for (size_t i = 0; i < s->rules.count; i++) {
        const struct score_rule *r = &s->rules.at[i];
        const int64_t numbers[] = {r->weight, r->target, r->step, r->below, r->above, r->cap};
        json_list(j);
        json_text(j, bulletin_figure_code(r->figure));
        json_text(j, score_mode_key(r->mode));
        json_text(j, r->is_less ? "less" : "more");
        for (size_t k = 0; k < countof(numbers); k++) json_int(j, numbers[k]);
        json_list_end(j);
    }
    json_list_end(j);
    json_close(j);
}

static void head_put(struct arena *a, const struct bulletin_asked *asked, struct json *j) {
    json_key_text(j, "kind", "month");
    json_key_text(j, "month", month_print(a, asked->month));
    json_key_text(j, "level", "key");
    json_key_int(j, "entry", asked->p->entry);
    json_key_text(j, "known", day_print(a, asked->p->known_day));
    formula_put(a, asked->score, j);
}

enum err bulletin_make(struct tx *t, const struct bulletin_asked *asked, struct bulletin_made *ret) {
    struct arena *a = tx_arena(t);
    struct bulletin_facts facts;
    struct out *hashed = out_in(a, BULLETIN_BYTES_MAX), *bytes = out_in(a, BULLETIN_BYTES_MAX);
    struct json head, j;
    try(bulletin_facts_of(t, asked->p, asked->month, &facts));
    json_init(&head, hashed); /* the hash is of the head, then of the hash of each item on a line of its own */
    json_open(&head);
    head_put(a, asked, &head);
    json_close(&head);
    out_char(hashed, '\n');
    json_init(&j, bytes);
    json_open(&j);
    json_key_int(&j, "bulletin", FORMAT);
    head_put(a, asked, &j);
    json_key(&j, "items");
    json_list(&j);
    struct bulletin_making m = {t, a, &facts, asked->score, hashed, &j, 0};
    for (size_t i = 0; i < countof(tells); i++) try(tells[i](&m));
    json_list_end(&j);
    ret->content_sha = pack_sha(a, (struct blob){hashed->at, hashed->len});
    ret->item_count = m.count;
    json_key_text(&j, "content_sha256", ret->content_sha);
    json_close(&j);
    out_char(bytes, '\n');
    if (hashed->overflow || bytes->overflow) return ERR_TOO_LARGE;
    ret->bytes = (struct blob){bytes->at, bytes->len};
    return OK;
}
