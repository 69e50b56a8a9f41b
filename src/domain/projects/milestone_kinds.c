#include "domain/projects/milestone_kinds.h"
#include "base/text.h"
#include <string.h>

/* -- finding -- */

/* A name of a kind, folded. */
struct milestone_word {
    const char *folded;
    size_t kind; /* index in `at` */
};
struct milestone_words {
    struct arena *arena;
    struct milestone_word *at; /* NULL: not made yet */
    size_t count;
};

static size_t words_most(const struct milestone_kinds *k) {
    size_t most = 0;
    for (size_t i = 0; i < k->count; i++) {
        most += 3;
        for (const char *at = k->at[i].also; *at; at++) most += *at == '|';
    }
    return most;
}

static void word_add(struct milestone_words *w, size_t kind, struct span text) {
    const char *folded = text_fold(w->arena, text);
    if (*folded) w->at[w->count++] = (struct milestone_word){folded, kind};
}

static void words_make(const struct milestone_kinds *k) {
    struct milestone_words *w = k->words;
    w->at = arena_array(w->arena, struct milestone_word, words_most(k) + 1);
    for (size_t i = 0; i < k->count; i++) { /* names first: what one kind is called no other is by a word beside */
        word_add(w, i, span_of(k->at[i].name_zh));
        word_add(w, i, span_of(k->at[i].name_en));
    }
    for (size_t i = 0; i < k->count; i++) {
        struct span rest = span_of(k->at[i].also), item;
        while (span_cut(&rest, '|', &item)) word_add(w, i, item);
    }
}

enum err milestone_kinds_load(struct tx *t, struct milestone_kinds *ret) {
    struct milestone_kinds_row *rows;
    struct milestone_kinds k = {.words = arena_new_of(tx_arena(t), struct milestone_words)};
    k.words->arena = tx_arena(t);
    try(milestone_kinds(t, &rows, &k.count));
    k.at = rows;
    *ret = k;
    return OK;
}

const struct milestone_kinds_row *milestone_kind_of(const struct milestone_kinds *k, int64_t id) {
    for (size_t i = 0; i < k->count; i++)
        if (k->at[i].id == id) return &k->at[i];
    return NULL;
}

const struct milestone_kinds_row *milestone_kind_folded(const struct milestone_kinds *k, struct span folded) {
    const struct milestone_words *w = k->words;
    if (!w->at) words_make(k);
    for (size_t i = 0; i < w->count; i++)
        if (span_is(folded, w->at[i].folded)) return &k->at[w->at[i].kind];
    return NULL;
}

const struct milestone_kinds_row *milestone_kind_named(struct arena *a, const struct milestone_kinds *k, const char *name) {
    return milestone_kind_folded(k, span_of(text_fold(a, span_of(name))));
}

struct both milestone_name(const struct milestone_kinds *k, int64_t kind_id, const char *own) {
    const struct milestone_kinds_row *kind = milestone_kind_of(k, kind_id);
    return kind ? (struct both){{kind->name_zh, kind->name_en}} : both_text(own ? own : "");
}

enum err milestone_name_of(struct tx *t, int64_t kind_id, const char *own, struct both *ret) {
    struct milestone_kind kind = milestone_kind_empty;
    enum err e = kind_id == NO_INT ? ERR_MISSING : milestone_kind_get(t, kind_id, &kind);
    if (e != OK && e != ERR_MISSING) return e;
    *ret = kind.version && !kind.gone ? (struct both){{kind.name_zh, kind.name_en}} : both_text(own ? own : "");
    return OK;
}

int32_t milestone_date(const struct milestone_dates *d, const char *project_date) {
    if (text_eq(project_date, "start")) return d->start;
    if (text_eq(project_date, "finish")) return d->finish;
    return text_eq(project_date, "production") ? d->production : NO_DAY;
}

/* -- the days of a template -- */

/* A day that is given, and the months at which its step stands. */
struct anchor {
    int64_t months;
    int32_t day;
};
enum { ANCHORS_MAX = 8 };

/* A planned day that does not lie behind the one before it orders nothing, and is left aside. */
static int anchors_of(const struct milestone_steps_row *steps, size_t count, const struct milestone_dates *planned,
                      struct anchor ret[static ANCHORS_MAX]) {
    int n = 0;
    for (size_t i = 0; i < count && n < ANCHORS_MAX; i++) {
        int32_t day = milestone_date(planned, steps[i].project_date);
        if (day == NO_DAY || (n && (day <= ret[n - 1].day || steps[i].after_months <= ret[n - 1].months))) continue;
        ret[n++] = (struct anchor){steps[i].after_months, day};
    }
    return n;
}

static int32_t day_at(const struct anchor *anchors, int n, int64_t months) {
    int after = 0;
    while (after < n && anchors[after].months < months) after++;
    if (after == n) return day_plus_months(anchors[n - 1].day, (int)(months - anchors[n - 1].months));
    const struct anchor *to = &anchors[after];
    if (after == 0 || to->months == months) return day_plus_months(to->day, (int)(months - to->months));
    const struct anchor *from = to - 1;
    return from->day + (int32_t)((to->day - from->day) * (months - from->months) / (to->months - from->months));
}

void milestone_days(const struct milestone_steps_row *steps, size_t count, const struct milestone_dates *planned, int32_t today,
                    int32_t *ret_days) {
    struct anchor anchors[ANCHORS_MAX];
    int n = anchors_of(steps, count, planned, anchors);
    if (!n && count) anchors[n++] = (struct anchor){steps[0].after_months, today};
    for (size_t i = 0; i < count; i++) ret_days[i] = day_at(anchors, n, steps[i].after_months);
}

size_t milestone_template_for(const struct milestone_templates_row *templates, size_t count, const char *industry_code) {
    for (size_t i = 0; i < count && !text_empty(industry_code); i++)
        if (strchr(templates[i].industries, *industry_code)) return i;
    return 0;
}

/* -- editing -- */

static bool name_missing(const char *zh, const char *en, struct faults *faults) {
    if (text_empty(zh)) faults_add(faults, "name_zh", both_word(W_milestone_name_missing));
    if (text_empty(en)) faults_add(faults, "name_en", both_word(W_milestone_name_missing));
    return faults->count > 0;
}

/* Whatever a kind is called, no other kind may be called so, or a sheet would mean either. */
static void check_words(struct arena *a, const struct milestone_kinds *k, int64_t id, const char *field, const char *words,
                        struct faults *faults) {
    struct span rest = span_of(words), item;
    while (span_cut(&rest, '|', &item)) {
        const struct milestone_kinds_row *other = milestone_kind_folded(k, span_of(text_fold(a, item)));
        if (!other || other->id == id) continue;
        faults_add(faults, field, SAY(a, W_milestone_word_taken, both_text(arena_copy_n(a, item.at, item.len)),
                                      ((struct both){{other->name_zh, other->name_en}})));
        return;
    }
}

/* People part names by commas of whatever width or by lines; the ledger has | between them. */
static const char *also_of(struct arena *a, const char *text) {
    static const char *const marks[] = {"，", "、", "；", ",", ";", "\n", "|"};
    struct out *o = out_in(a, 0);
    for (const char *at = text ? text : ""; *at;) {
        size_t cut = 0;
        for (size_t i = 0; i < countof(marks); i++)
            if (text_starts(at, marks[i])) cut = strlen(marks[i]);
        if (cut) out_char(o, '|');
        else out_char(o, *at);
        at += cut ? cut : 1;
    }
    struct out *neat = out_in(a, 0);
    struct span rest = span_of(out_text_of(o)), item;
    while (span_cut(&rest, '|', &item)) {
        const char *one = text_neat(a, item);
        if (!*one) continue;
        if (neat->len) out_char(neat, '|');
        out_raw(neat, one);
    }
    return out_text_of(neat);
}

static int64_t last_sort(const struct milestone_kinds *k) { return k->count ? k->at[k->count - 1].sort : 0; }

enum err milestone_kind_save(struct tx *t, int64_t id, int64_t version, const struct milestone_kind_stated *s,
                             struct faults *faults) {
    struct arena *a = tx_arena(t);
    struct milestone_kinds k;
    struct milestone_kind row = milestone_kind_empty;
    try(milestone_kinds_load(t, &k));
    if (id) {
        try(milestone_kind_get(t, id, &row));
        if (row.gone) return ERR_MISSING;
        if (row.version != version) return ERR_CONFLICT;
    } else {
        row.key = arena_printf(a, "own_%lld", (long long)last_sort(&k) + 1);
        row.sort = last_sort(&k) + 1;
    }
    row.name_zh = text_neat(a, span_of(s->name_zh));
    row.name_en = text_neat(a, span_of(s->name_en));
    row.also = also_of(a, s->also);
    if (!name_missing(row.name_zh, row.name_en, faults)) {
        check_words(a, &k, id, "name_zh", row.name_zh, faults);
        check_words(a, &k, id, "name_en", row.name_en, faults);
        check_words(a, &k, id, "also", row.also, faults);
    }
    if (faults->count) return ERR_INVALID;
    return milestone_kind_put(t, &row, row.version > 0 ? row.version : 0);
}

/* Sections of GB/T 4754 are the letters A to T, once each. */
static const char *sections_of(struct arena *a, const char *text) {
    char *sections = arena_alloc(a, 'T' - 'A' + 2);
    size_t n = 0;
    for (char c = 'A'; c <= 'T'; c++)
        if (text && (strchr(text, c) || strchr(text, c + 'a' - 'A'))) sections[n++] = c;
    return sections;
}

/* Each kind once, of those there are, and at least one. */
static enum err check_steps(struct tx *t, const struct milestone_template_stated *s, struct faults *faults) {
    struct milestone_kinds k;
    try(milestone_kinds_load(t, &k));
    if (!s->step_count) faults_add(faults, "months", both_word(W_milestone_no_step));
    for (size_t i = 0; i < s->step_count; i++) {
        if (!milestone_kind_of(&k, s->steps[i].kind_id)) return ERR_MISSING;
        for (size_t j = 0; j < i; j++)
            if (s->steps[j].kind_id == s->steps[i].kind_id) return ERR_USAGE;
    }
    return OK;
}

static const struct milestone_step_stated *stated_step(const struct milestone_template_stated *s, int64_t kind_id) {
    for (size_t i = 0; i < s->step_count; i++)
        if (s->steps[i].kind_id == kind_id) return &s->steps[i];
    return NULL;
}

static enum err steps_follow(struct tx *t, int64_t template_id, const struct milestone_template_stated *s) {
    struct milestone_steps_row *now;
    size_t count;
    try(milestone_steps(t, template_id, &now, &count));
    for (size_t i = 0; i < count; i++) {
        const struct milestone_step_stated *stated = stated_step(s, now[i].kind_id);
        struct milestone_step row;
        if (stated && stated->after_months == now[i].after_months) continue;
        try(milestone_step_get(t, now[i].id, &row));
        if (stated) row.after_months = stated->after_months;
        else row.gone = 1;
        try(milestone_step_put(t, &row, row.version));
    }
    for (size_t i = 0; i < s->step_count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < count; j++) is_there |= now[j].kind_id == s->steps[i].kind_id;
        if (is_there) continue;
        struct milestone_step row = milestone_step_empty;
        row.template_id = template_id;
        row.kind_id = s->steps[i].kind_id;
        row.after_months = s->steps[i].after_months;
        try(milestone_step_put(t, &row, 0));
    }
    return OK;
}

enum err milestone_template_save(struct tx *t, int64_t id, int64_t version, const struct milestone_template_stated *s,
                                 struct faults *faults) {
    struct arena *a = tx_arena(t);
    struct milestone_template row = milestone_template_empty;
    struct milestone_templates_row *all;
    size_t count;
    try(milestone_templates(t, &all, &count));
    if (id) {
        try(milestone_template_get(t, id, &row));
        if (row.gone) return ERR_MISSING;
        if (row.version != version) return ERR_CONFLICT;
    } else {
        row.sort = count ? all[count - 1].sort + 1 : 1;
        row.key = arena_printf(a, "own_%lld", (long long)row.sort);
    }
    row.name_zh = text_neat(a, span_of(s->name_zh));
    row.name_en = text_neat(a, span_of(s->name_en));
    row.industries = sections_of(a, s->industries);
    (void)name_missing(row.name_zh, row.name_en, faults);
    try(check_steps(t, s, faults));
    if (faults->count) return ERR_INVALID;
    try(milestone_template_put(t, &row, row.version > 0 ? row.version : 0)); /* its version tells a change of its steps too */
    return steps_follow(t, row.id, s);
}
