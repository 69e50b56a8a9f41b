/* The plan on a page: sums by what it is of, the lines of one class, and after acceptance the one-time passwords. */
#include "base/text.h"
#include "domain/roster/roster_page.h"
#include "part_pager_view.h"
#include "part_tab_view.h"
#include "roster_plan_view.h"

enum { PAGE_ROWS = 100, DONE_ROWS = 1000 };

static const enum word thing_words[ROSTER_THINGS] = {[ROSTER_AREA] = W_roster_sheet_areas, [ROSTER_UNIT] = W_roster_sheet_units,
                                                     [ROSTER_PERSON] = W_roster_people, [ROSTER_POST] = W_roster_posts};
static const struct {
    const char *key;
    enum roster_class class;
    enum word name;
} classes[] = {{"refused", ROSTER_REFUSED, W_intake_refused}, {"note", ROSTER_NOTE, W_roster_notes},
               {"new", ROSTER_NEW, W_intake_new}, {"changed", ROSTER_CHANGED, W_intake_changed},
               {"same", ROSTER_SAME, W_intake_unchanged}};

/* What is looked at: as asked, else what is in the way, else the first there is. */
static size_t class_shown(struct req *q, const struct roster_result *r, bool is_done) {
    const char *asked = q->route->method == GET ? req_text(q, "tab") : "";
    for (size_t i = 0; i < countof(classes); i++)
        if (text_eq(classes[i].key, asked)) return i;
    for (size_t i = 0; i < countof(classes) && !is_done; i++)
        if (r->sums[classes[i].class]) return i;
    return 0;
}

static const char *here(struct req *q, size_t class, int64_t page) {
    struct addr *to = addr_new(q->a, arena_printf(q->a, "/organisation/import/%lld", (long long)req_int(q, "draft", 0)));
    addr_set(to, "tab", classes[class].key);
    if (page > 1) addr_set_int(to, "page", page);
    return addr_text(to);
}

static void tabs_fill(struct req *q, const struct roster_result *r, size_t shown, struct roster_plan_view *v) {
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(classes));
    for (size_t i = 0; i < countof(classes); i++)
        tabs[i] = (struct part_tab_view){.label = both_word(classes[i].name), .count = r->sums[classes[i].class], .light = "",
                                         .href = here(q, i, 1), .is_here = i == shown};
    v->tabs = tabs;
    v->tabs_count = countof(classes);
}

static void lines_fill(struct req *q, const struct roster_result *r, size_t shown, bool is_done, struct roster_plan_view *v) {
    int64_t page = q->route->method == GET ? req_int(q, "page", 1) : 1, total = r->sums[classes[shown].class];
    int64_t room = is_done ? DONE_ROWS : PAGE_ROWS, pages = total ? (total + room - 1) / room : 1, at = 0;
    if (page > pages) page = pages;
    struct roster_plan_line *views = arena_array(q->a, struct roster_plan_line, (size_t)room);
    for (size_t i = 0; i < r->line_count; i++) {
        const struct roster_line *l = &r->lines[i];
        if (l->class != classes[shown].class || at++ < (page - 1) * room || v->lines_count == (size_t)room) continue;
        views[v->lines_count++] = (struct roster_plan_line){
            .place = l->place, .column = both_word(roster_field_word(l->field)), .thing = both_word(thing_words[l->thing]),
            .name = l->name, .what = l->what};
    }
    v->lines = views;
    int64_t first = (page - 1) * room;
    v->pager = (struct part_pager_view){.first = v->lines_count ? first + 1 : 0, .total = total,
                                        .last = first + (int64_t)v->lines_count,
                                        .prev_href = page > 1 ? here(q, shown, page - 1) : NULL,
                                        .next_href = page < pages && !is_done ? here(q, shown, page + 1) : NULL};
}

static void sheets_fill(struct req *q, const struct roster_result *r, struct roster_plan_view *v) {
    struct roster_plan_sheet *views = arena_array(q->a, struct roster_plan_sheet, r->sheet_count);
    for (size_t i = 0; i < r->sheet_count; i++) {
        const struct roster_sheet_said *s = &r->sheets[i];
        struct out *unknown = out_in(q->a, 0);
        for (size_t k = 0; k < s->unknown_count; k++) out_printf(unknown, "%s%s", k ? ", " : "", s->unknown[k]);
        views[i] = (struct roster_plan_sheet){.name = *s->name ? s->name : "csv", .header = s->header ? s->header : NO_INT,
                                              .rows = s->rows, .unknown = out_text_of(unknown)};
    }
    v->sheets = views;
    v->sheets_count = r->sheet_count;
}

static void sums_fill(struct req *q, const struct roster_result *r, struct roster_plan_view *v) {
    struct roster_plan_sum *views = arena_array(q->a, struct roster_plan_sum, ROSTER_THINGS);
    for (size_t i = 0; i < ROSTER_THINGS; i++)
        views[i] = (struct roster_plan_sum){.thing = both_word(thing_words[i]), .new = r->counts[i][ROSTER_NEW],
                                            .changed = r->counts[i][ROSTER_CHANGED], .unchanged = r->counts[i][ROSTER_SAME],
                                            .refused = r->counts[i][ROSTER_REFUSED]};
    v->sums = views;
    v->sums_count = ROSTER_THINGS;
}

/* Each with its password, and all of them to be copied into a letter. */
static void secrets_fill(struct req *q, const struct roster_result *r, struct roster_plan_view *v) {
    struct roster_plan_secret *views = arena_array(q->a, struct roster_plan_secret, r->secret_count);
    struct out *all = out_in(q->a, 0);
    for (size_t i = 0; i < r->secret_count; i++) {
        const struct roster_secret *s = &r->secrets[i];
        views[i] = (struct roster_plan_secret){.login = s->login, .name = s->name, .unit = s->unit, .password = s->password};
        out_printf(all, "%s\t%s\t%s\t%s\n", s->unit, s->name, s->login, s->password);
    }
    v->secrets = views;
    v->secrets_count = r->secret_count;
    v->all_secrets = out_text_of(all);
}

enum err roster_show(struct req *q, const char *file_name, const struct roster_result *r, bool is_done) {
    size_t shown = class_shown(q, r, is_done);
    const char *path = arena_printf(q->a, "/organisation/import/%lld", (long long)req_int(q, "draft", 0));
    struct roster_plan_view v = {
        .file = file_name, .new = r->sums[ROSTER_NEW], .changed = r->sums[ROSTER_CHANGED], .unchanged = r->sums[ROSTER_SAME],
        .refused = r->sums[ROSTER_REFUSED], .notes = r->sums[ROSTER_NOTE], .people_new = (int64_t)r->secret_count,
        .tab = classes[shown].key, .is_done = is_done, .entry = is_done && r->entry ? r->entry : NO_INT,
        .has_changes = r->has_changes && !is_done, .reason = req_typed(q, "reason", ""), .fault = req_fault_text(q, "reason"),
        .is_in_the_way = shown == 0, .accept_href = arena_printf(q->a, "%s/accept", path),
        .drop_href = arena_printf(q->a, "%s/drop", path), .all_secrets = ""};
    if (!is_done) tabs_fill(q, r, shown, &v);
    if (is_done) secrets_fill(q, r, &v);
    lines_fill(q, r, shown, is_done, &v);
    sheets_fill(q, r, &v);
    sums_fill(q, r, &v);
    return req_view(q, &roster_plan_view, &v);
}
