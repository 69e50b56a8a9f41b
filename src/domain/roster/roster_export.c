/* The tree and its people as a workbook that roster_read reads back: what stands today and what is to come. */
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/mail.h"
#include "domain/people/phone.h"
#include "domain/roster/roster_inside.h"
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 16, DEPTH_MAX = 64 };

struct sending {
    const struct roster_out *how;
    struct tx *t;
    struct arena *a;
    struct xlsx_out *x;
    struct organisation o;
    uint32_t *name_hashes;   /* by unit */
    struct area *areas;
    size_t area_count;
    struct account_list_row *people;
    size_t person_count;
    bool *is_told;           /* by person: a post was told */
    const enum roster_field *columns;
    size_t column_count;
    struct out_cell cells[COLUMNS_MAX];
    int64_t rows;
};

static const enum roster_field area_columns[] = {RF_AREA, RF_EN, RF_CODE, RF_DIVISION};
static const enum roster_field unit_columns[] = {RF_UNIT, RF_EN, RF_KIND, RF_PARENT, RF_AREA, RF_USCC, RF_CODE, RF_LAST};
static const enum roster_field people_columns[] = {RF_UNIT, RF_ROLE, RF_POST, RF_PERSON, RF_LOGIN, RF_HOLD, RF_FOR,
                                                   RF_FROM, RF_TO, RF_REASON, RF_LANG, RF_STATE, RF_MAIL, RF_PHONE};
enum { CONTACT_COLUMNS = 2 };

/* -- a sheet -- */

static enum err sheet_begin(struct sending *s, enum word name, const enum roster_field *columns, size_t count) {
    int widths[COLUMNS_MAX];
    s->columns = columns;
    s->column_count = count;
    for (size_t i = 0; i < count; i++) {
        bool is_wide = columns[i] == RF_UNIT || columns[i] == RF_EN || columns[i] == RF_PARENT || columns[i] == RF_MAIL;
        widths[i] = is_wide ? 28 : 14;
        s->cells[i] = out_cell_text(roster_heading(columns[i], s->how->lang));
    }
    try(xlsx_out_sheet(s->x, word(s->how->lang, name), widths, count));
    return xlsx_out_row(s->x, s->cells, count);
}

static void put(struct sending *s, enum roster_field f, const char *text) {
    for (size_t i = 0; i < s->column_count; i++)
        if (s->columns[i] == f) s->cells[i] = out_cell_text(text ? text : "");
}
static void put_day(struct sending *s, enum roster_field f, int32_t day) {
    for (size_t i = 0; i < s->column_count; i++)
        if (s->columns[i] == f) s->cells[i] = out_cell_day(day);
}
static void row_begin(struct sending *s) {
    for (size_t i = 0; i < s->column_count; i++) s->cells[i] = out_cell_text("");
}
static enum err row_end(struct sending *s) {
    s->rows++;
    return xlsx_out_row(s->x, s->cells, s->column_count);
}

/* -- areas -- */

static enum err areas_send(struct sending *s) {
    struct area_list_row *rows;
    try(area_list(s->t, &rows, &s->area_count));
    s->areas = arena_array(s->a, struct area, s->area_count);
    try(sheet_begin(s, W_roster_sheet_areas, area_columns, countof(area_columns)));
    for (size_t i = 0; i < s->area_count; i++) {
        try(area_get(s->t, rows[i].id, &s->areas[i]));
        row_begin(s);
        put(s, RF_AREA, s->areas[i].name_zh);
        put(s, RF_EN, s->areas[i].name_en);
        put(s, RF_CODE, s->areas[i].key);
        put(s, RF_DIVISION, s->areas[i].division_code);
        try(row_end(s));
    }
    return OK;
}

static const char *area_name(const struct sending *s, int64_t id) {
    const struct area *found = NULL;
    bool is_twice = false;
    for (size_t i = 0; i < s->area_count; i++)
        if (s->areas[i].id == id) found = &s->areas[i];
    for (size_t i = 0; found && i < s->area_count; i++)
        is_twice |= &s->areas[i] != found && text_eq(s->areas[i].name_zh, found->name_zh);
    return !found ? "" : is_twice ? found->key : found->name_zh;
}

/* -- units -- */

static bool is_open(const struct sending *s, const struct unit *u) {
    return u->closed_day == NO_DAY || u->closed_day >= s->how->today;
}

/* The name, or the code where two have it. */
static const char *unit_name(const struct sending *s, const struct unit *u) {
    if (!u) return "";
    for (size_t i = 0; i < s->o.unit_count; i++) {
        const struct unit *other = &s->o.units[i];
        bool is_alike = s->name_hashes[i] == s->name_hashes[u - s->o.units];
        if (other != u && is_open(s, other) && is_alike) return u->key;
    }
    return u->name_zh;
}

static enum err unit_send(struct sending *s, const struct unit *u) {
    row_begin(s);
    put(s, RF_UNIT, u->name_zh);
    put(s, RF_EN, u->name_en);
    put(s, RF_KIND, word(s->how->lang, unit_kind_word(u->kind)));
    put(s, RF_PARENT, u->parent_id == NO_INT ? "" : unit_name(s, organisation_unit(&s->o, u->parent_id)));
    put(s, RF_AREA, area_name(s, u->area_id));
    put(s, RF_USCC, u->uscc);
    put(s, RF_CODE, u->key);
    put_day(s, RF_LAST, u->closed_day);
    return row_end(s);
}

/* Down the tree, each unit before those below it. */
static enum err below_each(struct sending *s, int64_t parent_id, int depth,
                           enum err (*each)(struct sending *, const struct unit *)) {
    for (size_t i = 0; i < s->o.unit_count && depth < DEPTH_MAX; i++) {
        const struct unit *u = &s->o.units[i];
        if (u->parent_id != parent_id || !is_open(s, u)) continue;
        try(each(s, u));
        try(below_each(s, u->id, depth + 1, each));
    }
    return OK;
}

/* -- people -- */

static const struct account_list_row *person_of(const struct sending *s, int64_t account_id, size_t *ret_at) {
    for (size_t i = 0; i < s->person_count; i++)
        if (s->people[i].id == account_id && text_eq(s->people[i].provider, "password")) return *ret_at = i, &s->people[i];
    return NULL;
}

static enum err person_put(struct sending *s, const struct account_list_row *who, bool has_contacts) {
    struct mail_stands mail;
    const char *phone;
    put(s, RF_PERSON, who->name);
    put(s, RF_LOGIN, who->subject);
    put(s, RF_LANG, who->lang);
    put(s, RF_STATE, word(s->how->lang, who->is_off ? W_roster_off : W_roster_on));
    if (!s->how->contacts || !has_contacts) return OK;
    try(mail_of(s->t, who->id, &mail));
    try(phone_of(s->t, who->id, &phone));
    put(s, RF_MAIL, mail.address);
    put(s, RF_PHONE, phone);
    return OK;
}

static bool is_over(const struct sending *s, const struct post_holder *h) {
    return h->to_day != NO_DAY && h->to_day < s->how->today;
}

/* Who holds the post on the day somebody begins to stand in there. */
static const char *stood_for(const struct sending *s, const struct post_holder *h, size_t count, int32_t day) {
    size_t at;
    for (size_t i = 0; i < count; i++) {
        bool is_on = h[i].from_day <= day && (h[i].to_day == NO_DAY || h[i].to_day >= day);
        const struct account_list_row *who = is_on && text_eq(h[i].kind, "holds") ? person_of(s, h[i].account_id, &at) : NULL;
        if (who) return who->subject;
    }
    return "";
}

static void post_put_cells(struct sending *s, const struct unit *u, const struct post *post) {
    row_begin(s);
    put(s, RF_UNIT, unit_name(s, u));
    put(s, RF_ROLE, role_names(s->a, role_read(post->role)).in[s->how->lang]);
    put(s, RF_POST, post->name);
}

/* One that is to be told, with what orders it: ids would tell in which order rows were written, and differ elsewhere. */
struct told {
    const struct post *post;          /* of a post */
    const struct post_holder *holder; /* of a holder */
    const struct account_list_row *who;
    size_t person;
    unsigned role;
    const char *name, *login;
    int32_t from_day;
    bool holds;
};

static int by_what(const void *x, const void *y) {
    const struct told *a = x, *b = y;
    int order = a->role != b->role ? (a->role < b->role ? -1 : 1) : strcmp(a->name, b->name);
    if (order) return order;
    if (a->from_day != b->from_day) return a->from_day < b->from_day ? -1 : 1;
    if (a->holds != b->holds) return a->holds ? -1 : 1;
    return strcmp(a->login, b->login);
}

/* Of today and to come. */
static struct told *holders_told(const struct sending *s, const struct post *post, size_t *ret_count) {
    size_t count, n = 0;
    const struct post_holder *h = organisation_holders(&s->o, post->id, &count);
    struct told *rows = arena_array(s->a, struct told, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t at;
        const struct account_list_row *who = is_over(s, &h[i]) ? NULL : person_of(s, h[i].account_id, &at);
        if (!who) continue;
        rows[n++] = (struct told){.post = post, .holder = &h[i], .who = who, .person = at, .name = "", .login = who->subject,
                                  .from_day = h[i].from_day, .holds = text_eq(h[i].kind, "holds")};
    }
    if (n) qsort(rows, n, sizeof *rows, by_what);
    *ret_count = n;
    return rows;
}

static enum err post_send(struct sending *s, const struct unit *u, const struct post *post) {
    size_t count, all;
    bool is_held = false, is_given = !s->how->reach || organisation_appoints(s->how->reach, u, role_read(post->role));
    const struct told *rows = holders_told(s, post, &count);
    const struct post_holder *h = organisation_holders(&s->o, post->id, &all);
    for (size_t i = 0; i < count; i++) {
        is_held |= rows[i].holds;
        s->is_told[rows[i].person] = true;
        post_put_cells(s, u, post);
        try(person_put(s, rows[i].who, is_given));
        put(s, RF_HOLD, word(s->how->lang, rows[i].holds ? W_roster_holds : W_roster_stands));
        if (!rows[i].holds) put(s, RF_FOR, stood_for(s, h, all, rows[i].from_day));
        put_day(s, RF_FROM, rows[i].from_day);
        put_day(s, RF_TO, rows[i].holder->to_day);
        put(s, RF_REASON, rows[i].holder->reason);
        try(row_end(s));
    }
    if (is_held) return OK;
    post_put_cells(s, u, post);
    return row_end(s);
}

static enum err unit_posts_send(struct sending *s, const struct unit *u) {
    size_t count, held;
    const struct post *posts = organisation_posts(&s->o, u->id, &count);
    struct told *rows = arena_array(s->a, struct told, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct told *first = holders_told(s, &posts[i], &held);
        rows[i] = (struct told){.post = &posts[i], .role = role_read(posts[i].role), .name = posts[i].name, .login = "",
                                .from_day = INT32_MAX};
        if (held) rows[i].from_day = first->from_day, rows[i].login = first->login, rows[i].holds = first->holds;
    }
    if (count) qsort(rows, count, sizeof *rows, by_what);
    for (size_t i = 0; i < count; i++) try(post_send(s, u, rows[i].post));
    return OK;
}

static enum err people_send(struct sending *s) {
    try(account_list(s->t, &s->people, &s->person_count));
    s->is_told = arena_array(s->a, bool, s->person_count + 1);
    size_t columns = countof(people_columns) - (s->how->contacts ? 0 : CONTACT_COLUMNS);
    try(sheet_begin(s, W_roster_sheet_people, people_columns, columns));
    try(below_each(s, NO_INT, 0, unit_posts_send));
    for (size_t i = 0; i < s->person_count; i++) {
        if (s->is_told[i] || !text_eq(s->people[i].provider, "password")) continue;
        row_begin(s);
        try(person_put(s, &s->people[i], !s->how->reach));
        try(row_end(s));
    }
    return OK;
}

enum err roster_export(struct tx *t, const struct roster_out *how, struct xlsx_out *x, int64_t *ret_rows) {
    struct sending *s = arena_new_of(tx_arena(t), struct sending);
    int64_t entry;
    *s = (struct sending){.how = how, .t = t, .a = tx_arena(t), .x = x};
    try(tx_last_entry(t, &entry));
    try(organisation_known(t, entry, &s->o));
    s->name_hashes = arena_array(s->a, uint32_t, s->o.unit_count + 1);
    for (size_t i = 0; i < s->o.unit_count; i++) s->name_hashes[i] = plan_hash(s->a, s->o.units[i].name_zh);
    try(areas_send(s));
    try(sheet_begin(s, W_roster_sheet_units, unit_columns, countof(unit_columns)));
    try(below_each(s, NO_INT, 0, unit_send));
    try(people_send(s));
    *ret_rows = s->rows;
    return OK;
}
