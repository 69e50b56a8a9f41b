/* A letter as the office sends it: PDF on the official page, .docx by the office's template. */
#include "base/text.h"
#include "domain/letters/missive.h"
#include "domain/people/setting.h"
#include "domain/templates/template.h"
#include "paper/paper.h"
#include "people_queries.h"

enum { PAPER_BYTES_MAX = 8 << 20 };

struct shown {
    const char *office, *number, *to, *day, *due, *signer, *text;
};

static const char *day_said(struct arena *a, int32_t day) {
    if (day == NO_DAY) return "";
    struct civil c = civil_of(day);
    return arena_printf(a, "%d年%d月%d日", c.year, c.month, c.day);
}

/* The letters of a number (GB/T 9704-2012, 7.2.5): what stands for the office, one character for the kind, the year in 〔〕,
 * a serial without zeros in front. */
const char *letter_number(struct tx *t, const struct official_letter *x, enum err *ret_err) {
    static const enum word letters[LETTER_KINDS] = {W_letter_mark_reminder, W_letter_mark_assignment, W_letter_mark_supervision};
    const char *mark;
    *ret_err = setting_text_now(t, "letter_mark", &mark);
    if (*ret_err || x->number == NO_INT) return "";
    return arena_printf(tx_arena(t), "%s%s〔%lld〕%lld号", mark, word(ZH, letters[letter_kind_read(x->kind)]),
                        (long long)x->year, (long long)x->number);
}

static enum err shown_of(struct tx *t, const struct official_letter *x, struct shown *ret) {
    struct arena *a = tx_arena(t);
    struct settings settings;
    struct unit unit;
    struct account who;
    enum err e;
    try(settings_now(t, &settings));
    try(setting_text_now(t, "letter_office", &ret->office));
    if (text_empty(ret->office)) ret->office = arena_join(a, settings.city_zh, word(ZH, W_letter_office_plain));
    ret->number = letter_number(t, x, &e);
    try(e);
    try(unit_get(t, x->unit_id, &unit));
    ret->to = arena_copy(a, unit.name_zh);
    ret->day = day_said(a, x->issued_day);
    ret->due = day_said(a, x->due_day);
    ret->signer = "";
    if (x->signer_id != NO_INT) {
        try(account_get(t, x->signer_id, &who));
        ret->signer = arena_copy(a, who.name);
    }
    struct both due = both_text(ret->due), days = both_int(a, x->days);
    struct both ask = *ret->due ? SAY(a, W_letter_ask_by, days, due) : SAY(a, W_letter_ask, days);
    ret->text = arena_printf(a, "%s\n%s", x->text, ask.in[ZH]);
    return OK;
}

static int64_t moment_of(const struct official_letter *x) {
    return x->issued_day == NO_DAY ? 0 : (int64_t)x->issued_day * 86400000;
}

enum err letter_pdf(struct tx *t, const struct official_letter *x, struct blob *ret) {
    struct arena *a = tx_arena(t);
    struct shown s;
    size_t pages;
    try(shown_of(t, x, &s));
    bool is_draft = x->number == NO_INT;
    struct paper *p = paper_new(a, &(struct paper_info){.lang = ZH, .style = PAPER_OFFICIAL, .title = x->title,
                                                        .author = s.office, .at_ms = moment_of(x),
                                                        .footer = is_draft ? word(ZH, W_letter_is_draft) : NULL});
    paper_head(p, s.office, is_draft ? word(ZH, W_letter_no_number) : s.number);
    paper_title(p, x->title);
    paper_line(p, PAPER_LEFT, arena_join(a, s.to, "："));
    paper_text(p, s.text);
    paper_gap(p);
    paper_line(p, PAPER_RIGHT, s.office);
    paper_line(p, PAPER_RIGHT, is_draft ? word(ZH, W_letter_no_day) : s.day);
    struct out *o = out_in(a, PAPER_BYTES_MAX);
    try(paper_print(p, o, &pages));
    *ret = (struct blob){out_text_of(o), o->len};
    return OK;
}

/* A line break in a template's paragraph begins no paragraph: its first line's two characters are written. */
static const char *indented(struct arena *a, const char *text) {
    struct out *o = out_in(a, 64 << 10);
    for (const char *at = text; *at; at++) {
        out_char(o, *at);
        if (*at == '\n') out_raw(o, "　　");
    }
    return out_text_of(o);
}

enum err letter_docx(struct tx *t, const struct official_letter *x, struct blob *ret) {
    struct shown s;
    try(shown_of(t, x, &s));
    const char *const values[] = {s.office, s.number, x->title, s.to, indented(tx_arena(t), s.text), s.due, s.signer, s.day};
    return template_fill(t, TEMPLATE_LETTER, values, NULL, 0, moment_of(x), ret);
}
