/* Format codes read into tokens. */
#include "sheet/number_format_parts.h"
#include <string.h>
#include <strings.h>

struct scan {
    struct arena *a;
    const char *at, *end;
    struct format_section *section;
    struct format_token token[TOKENS_MAX + 1]; /* the last takes what is too much */
    size_t count;
};

static struct format_token *add(struct scan *s, enum format_token_kind kind, int n) {
    struct format_token *t = &s->token[s->count];
    *t = (struct format_token){.kind = kind, .n = n};
    if (s->count < TOKENS_MAX) s->count++;
    return t;
}

static void add_literal(struct scan *s, const char *at, const char *end) {
    add(s, TOKEN_LITERAL, 0)->text = (struct span){at, (size_t)(end - at)};
}

static bool scan_word(struct scan *s, const char *word) {
    size_t n = strlen(word);
    if ((size_t)(s->end - s->at) < n || strncasecmp(s->at, word, n)) return false;
    s->at += n;
    return true;
}

/* How often the letter at the start is repeated; behind them afterwards. */
static int scan_run(struct scan *s) {
    const char *from = s->at;
    char lower = (char)(*from | 32);
    while (s->at < s->end && (*s->at | 32) == lower) s->at++;
    return (int)(s->at - from);
}

static const char *next_char(const struct scan *s, const char *at) {
    size_t n = at < s->end ? utf8_step(at, (size_t)(s->end - at)) : 0;
    return at + (n ? n : at < s->end);
}

/* "[>=100]": true if it was a condition. */
static bool read_condition(struct scan *s, const char *at, const char *end) {
    static const struct {
        const char *sign;
        enum condition condition;
    } signs[] = {{"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"<>", NOT_EQUAL},
                 {"<", LESS},        {">", GREATER},        {"=", EQUAL}};
    for (size_t i = 0; i < countof(signs); i++) {
        size_t n = strlen(signs[i].sign);
        if ((size_t)(end - at) <= n || memcmp(at, signs[i].sign, n)) continue;
        if (!decimal_read((struct span){at + n, (size_t)(end - at) - n}, &s->section->limit)) return false;
        s->section->condition = signs[i].condition;
        return true;
    }
    return false;
}

/* "[$￥-804]": the sign is shown; the language matters where it is Chinese (primary id 04). */
static void read_currency(struct scan *s, const char *at, const char *end) {
    const char *dash = memrchr(at, '-', (size_t)(end - at));
    const char *sign_end = dash ? dash : end;
    if (sign_end > at) add_literal(s, at, sign_end);
    if (!dash) return;
    struct span id = {dash + 1, (size_t)(end - dash - 1)};
    if (id.len >= 2 && !memcmp(id.at + id.len - 2, "04", 2)) s->section->is_chinese = true;
    if (id.len >= 2 && !strncasecmp(id.at, "zh", 2)) s->section->is_chinese = true;
}

static void read_bracket(struct scan *s) {
    const char *at = s->at + 1, *end = memchr(at, ']', (size_t)(s->end - at));
    if (!end) {
        add_literal(s, s->at, s->at + 1);
        s->at++;
        return;
    }
    s->at = end + 1;
    size_t n = (size_t)(end - at);
    char lower = n ? (char)(*at | 32) : 0;
    if (n && (lower == 'h' || lower == 'm' || lower == 's') && strspn(at, (char[]){lower, (char)(lower - 32), 0}) == n) {
        add(s, lower == 'h' ? TOKEN_ELAPSED_HOURS : lower == 'm' ? TOKEN_ELAPSED_MINUTES : TOKEN_ELAPSED_SECONDS,
            (int)n);
    } else if (*at == '$') {
        read_currency(s, at + 1, end);
    } else if (n == 6 && !strncasecmp(at, "DBNum1", 6)) {
        s->section->is_chinese_digits = true;
    } else {
        read_condition(s, at, end); /* else a colour, which text does not show */
    }
}

static bool read_half_day(struct scan *s) {
    int n = scan_word(s, "AM/PM") ? 2 : scan_word(s, "A/P") ? 1 : scan_word(s, "上午/下午") ? 'c' : 0;
    if (n) add(s, TOKEN_HALF_DAY, n);
    return n;
}

/* Letters of dates; false if the character is none. */
static bool read_date_letter(struct scan *s) {
    if (read_half_day(s)) return true;
    int n;
    switch (*s->at | 32) {
    case 'y': add(s, TOKEN_YEAR, scan_run(s) > 2 ? 4 : 2); return true;
    case 'e': n = scan_run(s); add(s, TOKEN_YEAR, 4); return n;
    case 'm': add(s, TOKEN_MONTH, scan_run(s)); return true;
    case 'd': n = scan_run(s); add(s, n > 2 ? TOKEN_WEEKDAY : TOKEN_DAY, n); return true;
    case 'a': n = scan_run(s); if (n > 2) add(s, TOKEN_WEEKDAY, n == 3 ? 'a' : 'A'); return true;
    case 'h': add(s, TOKEN_HOUR, scan_run(s)); return true;
    case 's': add(s, TOKEN_SECOND, scan_run(s)); return true;
    case 'g': scan_run(s); return true; /* the name of an era, which our calendar has not */
    default: return false;
    }
}

static void read_quoted(struct scan *s) {
    const char *from = s->at + 1, *end = memchr(from, '"', (size_t)(s->end - from));
    if (!end) end = s->end;
    if (end > from) add_literal(s, from, end);
    s->at = end < s->end ? end + 1 : end;
}

/* A digit place; ".000" behind seconds are parts of a second. */
static void read_number_char(struct scan *s) {
    char c = *s->at++;
    if (c == '.' && s->count && s->token[s->count - 1].kind == TOKEN_SECOND && s->at < s->end && *s->at == '0') {
        const char *from = s->at;
        while (s->at < s->end && *s->at == '0') s->at++;
        add(s, TOKEN_SECOND_PART, (int)(s->at - from));
    } else if (c == '.') {
        add(s, TOKEN_POINT, 0);
    } else {
        add(s, TOKEN_DIGIT, c);
    }
}

/* A comma between digit places groups thousands; behind the last one it divides by a thousand. */
static void read_comma(struct scan *s) {
    s->at++;
    const char *next = s->at;
    while (next < s->end && *next == ',') next++;
    bool digit_follows = next < s->end && strchr("0#?", *next);
    bool digit_before = s->count && s->token[s->count - 1].kind == TOKEN_DIGIT;
    if (digit_follows && digit_before) s->section->has_thousands = true;
    else if (digit_before) s->section->thousands_cut++;
    else add_literal(s, s->at - 1, s->at);
}

static void scan_one(struct scan *s) {
    const char *from = s->at;
    switch (*s->at) {
    case '"': read_quoted(s); return;
    case '[': read_bracket(s); return;
    case ',': read_comma(s); return;
    case '0': case '#': case '?': case '.': read_number_char(s); return;
    case '@': s->at++; add(s, TOKEN_TEXT, 0); return;
    case '%': s->at++; s->section->percents++; add_literal(s, from, s->at); return;
    case '\\': case '!':
        from = s->at + 1;
        s->at = next_char(s, from);
        if (s->at > from) add_literal(s, from, s->at);
        return;
    case '_': /* a blank as wide as the next character */
        s->at = next_char(s, s->at + 1);
        add(s, TOKEN_LITERAL, 0)->text = span_of(" ");
        return;
    case '*': s->at = next_char(s, s->at + 1); return; /* fills the width of a column, which text has not */
    default: break;
    }
    if (scan_word(s, "General") || scan_word(s, "G/通用格式")) {
        add(s, TOKEN_GENERAL, 0);
    } else if ((*s->at == 'E' || *s->at == 'e') && s->at + 1 < s->end && (s->at[1] == '+' || s->at[1] == '-')) {
        add(s, TOKEN_EXPONENT, s->at[1]);
        s->at += 2;
    } else if (!read_date_letter(s)) {
        s->at = next_char(s, s->at);
        add_literal(s, from, s->at);
    }
}

/* An m is minutes next to an hour before it or a second behind it. */
static void tell_minutes_from_months(struct format_section *s) {
    enum format_token_kind before = TOKEN_LITERAL;
    for (size_t i = 0; i < s->count; i++) {
        enum format_token_kind kind = s->at[i].kind;
        if (kind == TOKEN_LITERAL || kind == TOKEN_HALF_DAY) continue;
        if (kind == TOKEN_MONTH && s->at[i].n <= 2) {
            size_t next = i + 1;
            while (next < s->count && s->at[next].kind == TOKEN_LITERAL) next++;
            bool second_follows = next < s->count && s->at[next].kind == TOKEN_SECOND;
            if (before == TOKEN_HOUR || before == TOKEN_ELAPSED_HOURS || second_follows) s->at[i].kind = TOKEN_MINUTE;
        }
        before = s->at[i].kind;
    }
}

/* A slash is a fraction's where digit places stand around it. */
static void find_fraction(struct format_section *s) {
    for (size_t i = 1; i + 1 < s->count; i++) {
        struct format_token *t = &s->at[i];
        bool slash = t->kind == TOKEN_LITERAL && span_is(t->text, "/");
        if (!slash || t[-1].kind != TOKEN_DIGIT || (t[1].kind != TOKEN_DIGIT && t[1].kind != TOKEN_LITERAL)) continue;
        t->kind = TOKEN_SLASH;
        s->has_fraction = true;
        return;
    }
}

static void count_places(struct format_section *s) {
    int *places = &s->whole_places;
    for (size_t i = 0; i < s->count; i++) {
        switch (s->at[i].kind) {
        case TOKEN_DIGIT: ++*places; break;
        case TOKEN_POINT: places = &s->part_places; break;
        case TOKEN_EXPONENT: places = &s->exponent_places; break;
        case TOKEN_GENERAL: case TOKEN_TEXT: s->is_general = true; break;
        case TOKEN_YEAR: case TOKEN_MONTH: case TOKEN_DAY: case TOKEN_WEEKDAY: s->has_date = true; break;
        case TOKEN_HALF_DAY: s->has_half_day = true; break;
        case TOKEN_HOUR: case TOKEN_MINUTE: case TOKEN_SECOND: s->has_time = true; break;
        case TOKEN_ELAPSED_HOURS: case TOKEN_ELAPSED_MINUTES: case TOKEN_ELAPSED_SECONDS: s->has_elapsed = true; break;
        default: break;
        }
    }
}

static void read_section(struct scan *s) {
    s->count = 0;
    while (s->at < s->end && *s->at != ';') scan_one(s);
    if (s->at < s->end) s->at++;
    s->section->count = s->count;
    s->section->at = arena_array(s->a, struct format_token, s->count + 1);
    memcpy(s->section->at, s->token, s->count * sizeof *s->token);
    find_fraction(s->section);
    tell_minutes_from_months(s->section);
    count_places(s->section);
}

const struct number_format *number_format_parse(struct arena *a, struct span code) {
    struct number_format *f = arena_new_of(a, struct number_format);
    if (!code.len || code.len > CODE_BYTES_MAX) code = span_of("General");
    struct scan s = {.a = a, .at = arena_copy_n(a, code.at, code.len)};
    s.end = s.at + code.len;
    do {
        s.section = &f->section[f->count++];
        read_section(&s);
    } while (s.at < s.end && f->count < SECTIONS_MAX);
    return f;
}

bool number_format_is_general(const struct number_format *f) {
    const struct format_section *s = &f->section[0];
    return f->count == 1 && s->count == 1 && s->is_general;
}

const char *number_format_builtin(unsigned id) {
    static const char *const codes[] = {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00",
        [5] = "\"￥\"#,##0;\"￥\"-#,##0", [6] = "\"￥\"#,##0;\"￥\"-#,##0",
        [7] = "\"￥\"#,##0.00;\"￥\"-#,##0.00", [8] = "\"￥\"#,##0.00;\"￥\"-#,##0.00",
        [9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ?\?/??",
        [14] = "yyyy-m-d", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy", [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM", [20] = "h:mm", [21] = "h:mm:ss", [22] = "yyyy-m-d h:mm",
        [27] = "yyyy\"年\"m\"月\"", [28] = "m\"月\"d\"日\"", [29] = "m\"月\"d\"日\"", [30] = "m-d-yy",
        [31] = "yyyy\"年\"m\"月\"d\"日\"", [32] = "h\"时\"mm\"分\"", [33] = "h\"时\"mm\"分\"ss\"秒\"",
        [34] = "上午/下午h\"时\"mm\"分\"", [35] = "上午/下午h\"时\"mm\"分\"ss\"秒\"", [36] = "yyyy\"年\"m\"月\"",
        [37] = "#,##0;-#,##0", [38] = "#,##0;-#,##0", [39] = "#,##0.00;-#,##0.00", [40] = "#,##0.00;-#,##0.00",
        [41] = "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        [42] = "_ \"￥\"* #,##0_ ;_ \"￥\"* -#,##0_ ;_ \"￥\"* \"-\"_ ;_ @_ ",
        [43] = "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ",
        [44] = "_ \"￥\"* #,##0.00_ ;_ \"￥\"* -#,##0.00_ ;_ \"￥\"* \"-\"?\?_ ;_ @_ ",
        [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss.0", [48] = "##0.0E+0", [49] = "@",
        [50] = "yyyy\"年\"m\"月\"", [51] = "m\"月\"d\"日\"", [52] = "yyyy\"年\"m\"月\"", [53] = "m\"月\"d\"日\"",
        [54] = "m\"月\"d\"日\"", [55] = "上午/下午h\"时\"mm\"分\"", [56] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        [57] = "yyyy\"年\"m\"月\"", [58] = "m\"月\"d\"日\"",
    };
    return id < countof(codes) && codes[id] ? codes[id] : "General";
}
