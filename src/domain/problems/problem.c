#include "domain/problems/problem.h"
#include "base/text.h"
#include "problems_queries.h"

static const struct { const char *key; enum word word; } kinds_known[PROBLEM_KIND_COUNT] = {
#define X(key, name) [PROBLEM_##name] = {#key, W_problem_##key},
    PROBLEM_KINDS(X)
#undef X
};

static const char nothing[] = "none";

const char *problem_kind_key(enum problem_kind kind) { return kinds_known[kind].key; }
enum word problem_kind_word(enum problem_kind kind) { return kinds_known[kind].word; }

enum problem_kind problem_kind_read(const char *key) {
    unsigned k = 0;
    while (k < PROBLEM_KIND_COUNT && !text_eq(kinds_known[k].key, key)) k++;
    return k;
}

static unsigned kind_bit(struct span word) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (span_is(word, kinds_known[k].key)) return 1u << k;
    return 0;
}

bool problem_need_read(const char *text, struct problem_need *ret) {
    *ret = (struct problem_need){.is_answered = !text_empty(text)};
    if (text_empty(text) || text_eq(text, nothing)) return true;
    struct span left = span_of(text), word;
    while (span_cut(&left, ',', &word)) {
        unsigned bit = kind_bit(word);
        if (!bit) return false;
        ret->kinds |= bit;
    }
    return true;
}

const char *problem_need_text(struct arena *a, struct problem_need need) {
    if (!need.is_answered) return NULL;
    if (!need.kinds) return nothing;
    struct out *o = out_in(a, 0);
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (need.kinds >> k & 1) out_printf(o, "%s%s", o->len ? "," : "", kinds_known[k].key);
    return out_text_of(o);
}

struct both problem_need_said(struct arena *a, struct problem_need need) {
    if (!need.is_answered) return both_text("");
    if (!need.kinds) return both_word(W_problem_none);
    struct out *said[LANG_COUNT] = {out_in(a, 0), out_in(a, 0)};
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++) {
        if (!(need.kinds >> k & 1)) continue;
        for (enum lang l = 0; l < LANG_COUNT; l++)
            out_printf(said[l], "%s%s", said[l]->len ? word(l, W_problem_comma) : "", word(l, kinds_known[k].word));
    }
    return (struct both){{out_text_of(said[ZH]), out_text_of(said[EN])}};
}

/* -- drafts -- */

/* A draft that is no longer asked for is taken back; one whose words changed says them. What was registered since goes its
 * own way. */
static enum err draft_renew(struct tx *t, const struct problems_of_report_row *r, unsigned kinds, const char *text) {
    struct problem row;
    bool is_asked = (kind_bit(span_of(r->kind)) & kinds) != 0;
    if (r->state || (is_asked && text_eq(r->text ? r->text : "", text))) return OK;
    try(problem_get(t, r->id, &row));
    row.gone = !is_asked;
    if (is_asked) row.text = *text ? text : NULL;
    return problem_put(t, &row, r->version);
}

enum err problems_ask(struct tx *t, const struct problems_asked *asked) {
    struct problems_of_report_row *standing;
    size_t count;
    const char *text = asked->text ? asked->text : "";
    unsigned fresh = asked->kinds;
    try(problems_of_report(t, asked->report_id, &standing, &count));
    for (size_t i = 0; i < count; i++) {
        try(draft_renew(t, &standing[i], asked->kinds, text));
        fresh &= ~kind_bit(span_of(standing[i].kind));
    }
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++) {
        if (!(fresh >> k & 1)) continue;
        struct problem row = problem_empty;
        row.project_id = asked->project_id;
        row.report_id = asked->report_id;
        row.raiser_id = asked->raiser_id;
        row.kind = kinds_known[k].key;
        row.text = *text ? text : NULL;
        row.raised_day = asked->today;
        try(problem_put(t, &row, 0));
    }
    return OK;
}
