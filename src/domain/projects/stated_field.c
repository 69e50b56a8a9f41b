/* The fields a person may state of a project: reading what was typed, printing what stands. */
#include "domain/projects/project_edit.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/projects/project_code.h"
#include "domain/projects/uscc.h"
#include "sheet/value.h"
#include <math.h>
#include <string.h>

enum { UDEG = 1000000 };

const struct stated_field stated_fields[] = {
#define X(name, kind, group, member, points_max, choices)                                                    \
    {#name, STATED_##kind, STATED_##group, W_in_f_##name, offsetof(struct project_stated, member), choices},
    STATED_MAP(X)
#undef X
};
const size_t stated_field_count = countof(stated_fields);

struct project_stated stated_empty(void) {
    struct project_stated s = {.row = project_empty};
    s.row.counts_as = "itself";
    return s;
}

static const char **text_at(const struct stated_field *f, struct project_stated *s) {
    return (const char **)(void *)((char *)s + f->offset);
}
static int64_t *int_at(const struct stated_field *f, struct project_stated *s) {
    return (int64_t *)(void *)((char *)s + f->offset);
}
static int32_t *day_at(const struct stated_field *f, struct project_stated *s) {
    return (int32_t *)(void *)((char *)s + f->offset);
}

/* -- reading -- */

struct typed {
    struct arena *a;
    const struct stated_field *field;
    struct span text;
    struct project_stated *s;
    struct faults *faults, *warnings;
};

static void refuse(const struct typed *t, struct both why) { faults_add(t->faults, t->field->name, why); }

static void warn(const struct typed *t, struct both note) {
    if (value_has_note(note)) faults_add(t->warnings, t->field->name, note);
}

static void keep_text(const struct typed *t, const char *text) { *text_at(t->field, t->s) = *text ? text : NULL; }

static void read_amount(const struct typed *t) {
    struct value_amount amount;
    struct both fault;
    if (value_read_amount(t->a, t->text, &AMOUNT_WAN, &amount, &fault) != OK) {
        refuse(t, fault);
    } else if (amount.fen != NO_FEN && amount.fen < 0) {
        refuse(t, both_word(W_in_total_negative));
    } else {
        warn(t, amount.note);
        *int_at(t->field, t->s) = amount.fen;
    }
}

static void read_day(const struct typed *t) {
    struct value_date date;
    struct both fault;
    if (value_read_date(t->a, t->text, NULL, &date, &fault) != OK) {
        refuse(t, fault);
        return;
    }
    warn(t, date.note);
    bool is_known = date.precision != DATE_UNKNOWN, is_end = t->field->kind == STATED_DAY_END;
    *day_at(t->field, t->s) = !is_known ? NO_DAY : is_end ? date.day_last : date.day_first;
}

static void read_degrees(const struct typed *t) {
    struct value_number n;
    struct both fault;
    double most = !strcmp(t->field->name, "longitude") ? 180 : 90;
    if (value_read_number(t->a, t->text, &n, &fault) != OK) refuse(t, fault);
    else if (n.is_known && fabs(n.value) > most) refuse(t, both_word(W_in_degrees));
    else *int_at(t->field, t->s) = n.is_known ? llround(n.value * UDEG) : NO_INT;
}

static void read_code(const struct typed *t) {
    struct project_code_reading code = project_code_read(t->a, arena_copy_n(t->a, t->text.at, t->text.len));
    if (code.ok) keep_text(t, arena_copy(t->a, code.code));
    else refuse(t, code.fault);
}

static void read_uscc(const struct typed *t) {
    struct uscc_reading code = uscc_read(t->a, arena_copy_n(t->a, t->text.at, t->text.len));
    if (code.state == USCC_NONE) {
        refuse(t, code.fault);
        return;
    }
    if (code.state == USCC_CHECK_FAILS) warn(t, code.fault);
    keep_text(t, arena_copy(t->a, code.code));
}

static void read_division(const struct typed *t) {
    const char *text = text_fold(t->a, t->text);
    size_t digits = strspn(text, "0123456789");
    if (text[digits] || (digits != 6 && digits != 12)) refuse(t, both_word(W_in_division));
    else keep_text(t, text);
}

/* A letter for the section and two to four digits; what stands behind them is its name. */
static void read_industry(const struct typed *t) {
    char *text = text_fold(t->a, t->text);
    size_t digits = *text ? strspn(text + 1, "0123456789") : 0;
    if (*text < 'a' || *text > 't' || digits < 2 || digits > 4) {
        refuse(t, both_word(W_in_industry));
        return;
    }
    keep_text(t, arena_printf(t->a, "%c%.*s", *text - 'a' + 'A', (int)digits, text + 1));
}

static void read_choice(const struct typed *t) {
    struct span rest = span_of(t->field->choices), choice;
    while (span_cut(&rest, '|', &choice))
        if (choice.len == t->text.len && !memcmp(choice.at, t->text.at, choice.len)) {
            keep_text(t, arena_copy_n(t->a, choice.at, choice.len));
            return;
        }
    refuse(t, SAY(t->a, W_in_choice, both_text(arena_copy_n(t->a, t->text.at, t->text.len)), both_text(t->field->choices)));
}

static void unsay(const struct typed *t) {
    switch (t->field->kind) {
    case STATED_AMOUNT:
    case STATED_DEGREES: *int_at(t->field, t->s) = NO_INT; break;
    case STATED_DAY:
    case STATED_DAY_END: *day_at(t->field, t->s) = NO_DAY; break;
    default: *text_at(t->field, t->s) = NULL;
    }
}

void stated_read(struct arena *a, const struct stated_field *field, const char *text, struct project_stated *s,
                 struct faults *faults, struct faults *warnings) {
    struct typed t = {a, field, span_trim(span_of(text)), s, faults, warnings};
    if (!t.text.len) {
        unsay(&t);
        return;
    }
    switch (field->kind) {
    case STATED_AMOUNT: read_amount(&t); break;
    case STATED_DAY:
    case STATED_DAY_END: read_day(&t); break;
    case STATED_DEGREES: read_degrees(&t); break;
    case STATED_CODE: read_code(&t); break;
    case STATED_USCC: read_uscc(&t); break;
    case STATED_DIVISION: read_division(&t); break;
    case STATED_INDUSTRY: read_industry(&t); break;
    case STATED_CHOICE: read_choice(&t); break;
    case STATED_LINES:
    case STATED_AREA:
    case STATED_DEPARTMENT:
    case STATED_FIELD: keep_text(&t, arena_copy_n(a, t.text.at, t.text.len)); break;
    case STATED_TEXT:
    case STATED_PARENT: keep_text(&t, text_tidy(a, t.text)); break;
    }
}

/* -- printing -- */

/* Whole micro-degrees as degrees, without zeros at the end: "122.1204". */
static const char *degrees_text(struct arena *a, int64_t udeg) {
    if (udeg == NO_INT) return "";
    int64_t size = udeg < 0 ? -udeg : udeg;
    char *text = arena_printf(a, "%s%lld.%06lld", udeg < 0 ? "-" : "", (long long)(size / UDEG), (long long)(size % UDEG));
    for (size_t n = strlen(text); text[n - 1] == '0' && text[n - 2] != '.'; n--) text[n - 1] = 0;
    return text;
}

const char *stated_text(struct arena *a, const struct stated_field *field, const struct project_stated *s) {
    struct project_stated *at = (struct project_stated *)(uintptr_t)s; /* the places are only read */
    switch (field->kind) {
    case STATED_AMOUNT: return *int_at(field, at) == NO_FEN ? "" : money_exact(a, *int_at(field, at), FEN_PER_WAN);
    case STATED_DAY:
    case STATED_DAY_END: return day_print(a, *day_at(field, at));
    case STATED_DEGREES: return degrees_text(a, *int_at(field, at));
    default: return *text_at(field, at) ? *text_at(field, at) : "";
    }
}
