/* Settings as people type and read them. */
#include "base/text.h"
#include "domain/people/role.h"
#include "domain/people/setting.h"
#include "sheet/value.h"
#include "sheet/decimal.h"
#include <string.h>

enum { CURVE_TEXT_MAX = 256, HUNDREDTHS = 2 };

static int64_t number_of(const char *value) {
    int64_t n = 0;
    return text_int(value, INT64_MIN, INT64_MAX, &n) ? n : NO_FEN;
}

/* -- curves: stored in hundredths of a percent, typed in percent -- */

static const char *curve_typed(struct arena *a, const char *value) {
    struct out *o = out_in(a, CURVE_TEXT_MAX);
    struct span left = span_of(value), part;
    while (span_cut(&left, ',', &part)) {
        int64_t hundredths = number_of(arena_copy_n(a, part.at, part.len));
        if (hundredths == NO_FEN) return value; /* "linear" */
        out_printf(o, "%s%s", o->len ? ", " : "", money_exact(a, hundredths, 100));
    }
    return out_text_of(o);
}

static const char *curve_read(struct arena *a, const char *typed) {
    struct out *o = out_in(a, CURVE_TEXT_MAX);
    struct span left = span_of(text_tidy(a, span_of(typed))), part;
    if (span_is(left, "linear") || span_is(left, word(ZH, W_setting_linear)) || span_is(left, word(EN, W_setting_linear)))
        return "linear";
    while (span_cut(&left, ',', &part)) {
        struct decimal d;
        int64_t hundredths;
        bool rounded;
        if (!decimal_read(span_trim(part), &d) || !decimal_int(&d, HUNDREDTHS, &hundredths, &rounded) || rounded) return NULL;
        out_printf(o, "%s%lld", o->len ? "," : "", (long long)hundredths);
    }
    return o->overflow ? NULL : out_text_of(o);
}

/* -- roles: stored by key, typed by key or by name -- */

/* "none", "无", or roles with commas or blanks between, each by its key or its name in either language. */
static const char *roles_read(struct arena *a, const char *typed) {
    struct out *o = out_in(a, CURVE_TEXT_MAX);
    char *text = arena_copy(a, text_neat(a, span_of(typed)));
    if (text_eq(text, "none") || text_eq(text, word(ZH, W_setting_no_roles)) || text_eq(text, word(EN, W_setting_no_roles)))
        return "none";
    static const char *const commas[] = {"、", "，", ",", ";"};
    for (size_t i = 0; i < countof(commas); i++)
        for (char *at = strstr(text, commas[i]); at; at = strstr(at, commas[i]))
            memset(at, '\n', strlen(commas[i]));
    struct span left = span_of(text), part;
    while (span_cut(&left, '\n', &part)) {
        if (!span_trim(part).len) continue;
        const char *one = arena_copy_n(a, span_trim(part).at, span_trim(part).len);
        size_t found = 0;
        while (found < countof(role_rows) && !text_eq(one, role_rows[found].key) &&
               !text_eq(one, word(ZH, role_rows[found].name)) && !text_eq(one, word(EN, role_rows[found].name)))
            found++;
        if (found == countof(role_rows)) return NULL;
        out_printf(o, "%s%s", o->len ? " " : "", role_rows[found].key);
    }
    return o->len ? out_text_of(o) : NULL;
}

/* Keys with commas between. */
static const char *roles_typed(struct arena *a, const char *value) {
    struct out *o = out_in(a, CURVE_TEXT_MAX);
    struct span left = span_of(value), part;
    while (span_cut(&left, ' ', &part)) out_printf(o, "%s%.*s", o->len ? ", " : "", (int)part.len, part.at);
    return out_text_of(o);
}

static struct both roles_said(struct arena *a, const char *value) {
    unsigned roles = 0;
    return roles_of_keys(value, &roles) && roles ? role_names(a, roles) : both_word(W_setting_no_roles);
}

/* -- all kinds -- */

const char *setting_typed(struct arena *a, const struct setting_row *row, const char *value) {
    if (row->kind == SETTING_FEN) return money_exact(a, number_of(value), FEN_PER_WAN);
    if (row->kind == SETTING_ROLES && !text_eq(value, "none")) return roles_typed(a, value);
    return row->kind == SETTING_CURVE ? curve_typed(a, value) : value;
}

struct both setting_said(struct arena *a, const struct setting_row *row, const char *value) {
    switch (row->kind) {
    case SETTING_FEN: return SAY(a, W_setting_wan, both_text(setting_typed(a, row, value)));
    case SETTING_CURVE:
        if (text_eq(value, "linear")) return both_word(W_setting_linear);
        return SAY(a, W_setting_percents, both_text(curve_typed(a, value)));
    case SETTING_FLAG: return both_word(number_of(value) ? W_yes : W_no);
    case SETTING_ROLES: return roles_said(a, value);
    case SETTING_TEXT:
    case SETTING_ADDRESS:
    case SETTING_INT: break;
    }
    return both_text(value);
}

static const char *amount_read(struct arena *a, const char *typed) {
    struct value_amount amount;
    struct both fault;
    bool is_read = value_read_amount(a, span_of(typed), &AMOUNT_WAN, &amount, &fault) == OK && amount.fen != NO_FEN;
    return is_read ? arena_printf(a, "%lld", (long long)amount.fen) : NULL;
}

/* People copy addresses with the slash at their end, which says nothing. */
static const char *address_read(struct arena *a, const char *typed) {
    char *text = text_tidy(a, span_of(typed));
    for (size_t n = strlen(text); n && text[n - 1] == '/'; n--) text[n - 1] = 0;
    return text;
}

const char *setting_read(struct arena *a, const struct setting_row *row, const char *typed) {
    switch (row->kind) {
    case SETTING_FEN: return amount_read(a, typed);
    case SETTING_CURVE: return curve_read(a, typed);
    case SETTING_ROLES: return roles_read(a, typed);
    case SETTING_TEXT: return text_neat(a, span_of(typed));
    case SETTING_ADDRESS: return address_read(a, typed);
    case SETTING_INT:
    case SETTING_FLAG: return text_tidy(a, span_of(typed));
    }
    return NULL;
}
