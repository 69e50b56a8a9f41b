/* The tree of units on a page: who there is, what posts they have and who holds them, as known on a day. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/organisation_inside.h"
#include "domain/people/people_inside.h"
#include "domain/people/rights.h"
#include "domain/people/setting.h"
#include "organisation_view.h"
#include "store/journal.h"
#include "web/web.h"
#include <string.h>

enum { PAGE_ROWS = 100, DEPTH_MAX = 8 };

int32_t organisation_known_day(const struct req *q) { return q->route->method == GET ? req_day(q, "known") : NO_DAY; }

enum err organisation_asked(struct req *q, struct organisation *ret, int32_t *ret_day, bool *ret_is_past) {
    struct settings s;
    int64_t entry;
    int32_t known = organisation_known_day(q);
    try(settings_now(q->tx, &s));
    try(tx_last_entry(q->tx, &entry));
    *ret_day = day_of_ms(q->now_ms, s.time_zone_min);
    *ret_is_past = known != NO_DAY && known < *ret_day;
    if (*ret_is_past) {
        *ret_day = known;
        try(journal_at(q->tx, ms_of_day(known + 1, s.time_zone_min) - 1, &entry));
        req_known(q, day_print(q->a, known));
    }
    return organisation_known(q->tx, entry, ret);
}

bool holding_is_on(const struct post_holder *h, int32_t day) {
    return h->from_day <= day && (h->to_day == NO_DAY || h->to_day >= day);
}

/* -- which -- */

struct listing {
    struct req *q;
    struct organisation o;
    int32_t day;
    bool is_tree;            /* nothing was asked for: all but the units that build, in the order of the tree */
    const char *text;        /* folded */
    int64_t area_id, parent_id;
    const struct unit **units;
    int *depths;
    size_t count;
    struct area_list_row *areas;
    size_t area_count;
};

static const char *name_of(struct listing *l, int64_t account_id, const char **ret_login) {
    struct account row;
    *ret_login = "";
    if (account_get(l->q->tx, account_id, &row) != OK) return "";
    *ret_login = row.subject;
    return row.name;
}

static bool says(struct listing *l, const char *text) {
    return strstr(text_fold(l->q->a, span_of(text)), l->text) != NULL;
}

/* The unit's name, or that of somebody in it. */
static bool is_meant(struct listing *l, const struct unit *u) {
    size_t posts, holders;
    if (says(l, u->name_zh) || says(l, u->name_en) || (u->uscc && says(l, u->uscc))) return true;
    const struct post *p = organisation_posts(&l->o, u->id, &posts);
    for (size_t i = 0; i < posts; i++) {
        const struct post_holder *h = organisation_holders(&l->o, p[i].id, &holders);
        for (size_t k = 0; k < holders; k++) {
            const char *login, *name = name_of(l, h[k].account_id, &login);
            if (holding_is_on(&h[k], l->day) && (says(l, name) || says(l, login))) return true;
        }
    }
    return false;
}

static bool fits(struct listing *l, const struct unit *u) {
    const char *kind = req_text(l->q, "kind");
    if (!organisation_shows(l->q->who.reach, u)) return false;
    if (*kind && !text_eq(kind, u->kind)) return false;
    if (l->area_id != NO_INT && u->area_id != l->area_id) return false;
    if (l->parent_id != NO_INT && u->parent_id != l->parent_id) return false;
    return !*l->text || is_meant(l, u);
}

static void take(struct listing *l, const struct unit *u, int depth) {
    l->units[l->count] = u;
    l->depths[l->count++] = depth;
}

/* Closed units stay in the tree until their last day is over; they are found by searching afterwards. */
static void take_below(struct listing *l, int64_t parent_id, int depth) {
    for (size_t i = 0; i < l->o.unit_count && depth < DEPTH_MAX; i++) {
        const struct unit *u = &l->o.units[i];
        if (u->parent_id != parent_id || text_eq(u->kind, "project_unit")) continue;
        if (u->closed_day != NO_DAY && u->closed_day < l->day) continue;
        take(l, u, depth);
        take_below(l, u->id, depth + 1);
    }
}

static enum err listing_make(struct req *q, struct listing *l) {
    bool is_past;
    try(organisation_asked(q, &l->o, &l->day, &is_past));
    try(area_list(q->tx, &l->areas, &l->area_count));
    l->q = q;
    l->text = text_fold(q->a, span_of(req_text(q, "q")));
    l->parent_id = req_int(q, "parent", NO_INT);
    l->area_id = NO_INT;
    for (size_t i = 0; i < l->area_count; i++)
        if (text_eq(l->areas[i].key, req_text(q, "area"))) l->area_id = l->areas[i].id;
    if (*req_text(q, "area") && l->area_id == NO_INT) l->area_id = 0; /* no such area: nothing fits */
    l->units = arena_array(q->a, const struct unit *, l->o.unit_count);
    l->depths = arena_array(q->a, int, l->o.unit_count);
    l->is_tree = !*l->text && !*req_text(q, "kind") && !*req_text(q, "area") && l->parent_id == NO_INT;
    if (l->is_tree) take_below(l, NO_INT, 0);
    for (size_t i = 0; !l->is_tree && i < l->o.unit_count; i++)
        if (fits(l, &l->o.units[i])) take(l, &l->o.units[i], 0);
    return OK;
}

/* -- how they are shown -- */

static const struct organisation_holder *holders_view(struct listing *l, int64_t post_id, size_t *ret_count) {
    size_t count;
    const struct post_holder *h = organisation_holders(&l->o, post_id, &count);
    struct organisation_holder *views = arena_array(l->q->a, struct organisation_holder, count);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!holding_is_on(&h[i], l->day)) continue;
        struct organisation_holder *v = &views[(*ret_count)++];
        *v = (struct organisation_holder){.stands_in = text_eq(h[i].kind, "stands_in"), .from_day = h[i].from_day,
                                          .to_day = h[i].to_day};
        v->name = name_of(l, h[i].account_id, &v->login);
    }
    return views;
}

static void posts_fill(struct listing *l, struct organisation_row *row) {
    size_t count;
    const struct post *p = organisation_posts(&l->o, row->id, &count);
    struct organisation_post *views = arena_array(l->q->a, struct organisation_post, count);
    for (size_t i = 0; i < count; i++) {
        views[i] = (struct organisation_post){.role = p[i].role, .name = p[i].name,
                                              .role_name = role_names(l->q->a, role_read(p[i].role))};
        views[i].holders = holders_view(l, p[i].id, &views[i].holders_count);
    }
    row->posts = views;
    row->posts_count = count;
}

static struct both area_name(const struct listing *l, int64_t area_id) {
    for (size_t i = 0; i < l->area_count; i++)
        if (l->areas[i].id == area_id) return (struct both){{l->areas[i].name_zh, l->areas[i].name_en}};
    return both_text("");
}

static struct organisation_row row_view(struct listing *l, size_t at) {
    struct req *q = l->q;
    const struct unit *u = l->units[at];
    struct organisation_row row = {
        .id = u->id, .key = u->key, .kind = u->kind, .kind_name = both_word(unit_kind_word(u->kind)),
        .name = {{u->name_zh, u->name_en}}, .area = area_name(l, u->area_id), .depth = l->depths[at],
        .closed_day = u->closed_day, .indent = "", .href = organisation_href(q, u->id)};
    for (int i = 0; i < row.depth; i++) row.indent = arena_printf(q->a, "　%s", row.indent);
    for (size_t i = 0; i < l->o.unit_count; i++)
        row.project_units += l->o.units[i].parent_id == u->id && text_eq(l->o.units[i].kind, "project_unit") &&
                             organisation_shows(q->who.reach, &l->o.units[i]);
    struct addr *below = addr_new(q->a, "/organisation");
    addr_set_int(below, "parent", u->id);
    if (organisation_known_day(q) != NO_DAY) addr_add(below, "known", day_print(q->a, req_day(q, "known")));
    row.below_href = addr_text(below);
    posts_fill(l, &row);
    return row;
}

static void choices_fill(struct listing *l, struct organisation_view *v) {
    struct arena *a = l->q->a;
    struct part_choice_view *areas = arena_array(a, struct part_choice_view, l->area_count + 1);
    areas[0] = (struct part_choice_view){.value = "", .label = both_word(W_org_any)};
    for (size_t i = 0; i < l->area_count; i++)
        areas[i + 1] = (struct part_choice_view){.value = l->areas[i].key, .is_chosen = l->areas[i].id == l->area_id,
                                                 .label = {{l->areas[i].name_zh, l->areas[i].name_en}}};
    v->areas = areas;
    v->areas_count = l->area_count + 1;
    v->kinds = unit_kind_choices(l->q, req_text(l->q, "kind"), true, &v->kinds_count);
}

enum err organisation_page(struct req *q) {
    struct listing l = {0};
    try(listing_make(q, &l));
    struct part_pager_view pager;
    size_t shown, first = people_paged(req_here(q), req_int(q, "page", 1), PAGE_ROWS, l.count, &shown, &pager);
    struct organisation_row *rows = arena_array(q->a, struct organisation_row, shown);
    for (size_t i = 0; i < shown; i++) rows[i] = row_view(&l, first + i);
    struct organisation_view v = {.q = req_text(q, "q"), .total = (int64_t)l.count, .rows = rows, .rows_count = shown,
                                 .pager = pager};
    if (q->app->web->may(&q->who, ACCESS_ORGANISE))
        v.new_href = "/organisation/new", v.import_href = "/organisation/import";
    choices_fill(&l, &v);
    return req_view(q, &organisation_view, &v);
}
