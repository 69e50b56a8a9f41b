/* What the readers of values share, and the plain ones: numbers, names, codes. */
#include "sheet/value_inside.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED_CHARS = 40, VALUE_BYTES_MAX = 256, NAME_BYTES_MAX = 2048, CHINESE_MAX = 100000000 };

static bool is_dash(uint32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500; }

/* Lower case, and one kind of dash and tilde; never longer than the character was. */
static uint32_t plain_char(uint32_t c) {
    if (is_dash(c)) return '-';
    if (c == 0x301C || c == 0x223C) return '~';
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* The text as a sentence may quote it: not too long, and well-formed whatever the bytes were. */
static const char *quotation(struct arena *a, struct span text) {
    char *quoted = arena_alloc(a, QUOTED_CHARS * 4 + 4), *w = quoted;
    const char *at = text.at, *end = text.at + text.len;
    for (int i = 0; i < QUOTED_CHARS && at < end; i++) w += utf8_put(w, utf8_next(&at, end));
    if (at < end) w += utf8_put(w, 0x2026);
    return quoted;
}

bool scan_begin(struct arena *a, struct span text, struct scan *ret) {
    text = span_trim(text);
    struct scan s = {.a = a, .raw = both_text(quotation(a, text))};
    bool fits = text.len <= VALUE_BYTES_MAX;
    char *tidy = fits ? text_tidy(a, text) : arena_copy(a, ""), *w = tidy;
    for (const char *at = tidy, *end = tidy + strlen(tidy); at < end;) w += utf8_put(w, plain_char(utf8_next(&at, end)));
    *w = 0;
    s.at = tidy;
    s.end = w;
    *ret = s;
    return fits;
}

void scan_blanks(struct scan *s) {
    while (s->at < s->end && *s->at == ' ') s->at++;
}

bool scan_is_end(struct scan *s) {
    scan_blanks(s);
    return s->at == s->end;
}

bool scan_word(struct scan *s, const char *word) {
    scan_blanks(s);
    size_t n = strlen(word);
    if ((size_t)(s->end - s->at) < n || memcmp(s->at, word, n)) return false;
    s->at += n;
    return true;
}

int scan_any(struct scan *s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (scan_word(s, words[i])) return (int)i;
    return -1;
}

int scan_digits(struct scan *s, int digits_max, int *ret) {
    int n = 0, value = 0;
    for (; n < digits_max && s->at < s->end && *s->at >= '0' && *s->at <= '9'; n++, s->at++)
        value = value * 10 + (*s->at - '0');
    *ret = value;
    return n;
}

bool scan_remark(struct scan *s, const char **ret_remark) {
    *ret_remark = NULL;
    if (scan_is_end(s)) return true;
    if (*s->at != '(' || s->end[-1] != ')') return false;
    *ret_remark = s->at;
    return true;
}

bool text_has(const struct scan *s, const char *word) { return strstr(s->at, word) != NULL; }

enum err value_refuse(const struct scan *s, enum word w, struct both *ret_fault) {
    *ret_fault = SAY(s->a, w, s->raw);
    return ERR_INVALID;
}

static bool has_any(const struct scan *s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_has(s, words[i])) return true;
    return false;
}

bool find_masked(const struct scan *s, struct both *ret_fault) {
    static const char *const masks[] = {"*", "略", "xx", "××", "□", "■", "某", "…", "..."};
    if (!has_any(s, masks, countof(masks))) return false;
    return value_refuse(s, W_value_masked, ret_fault);
}

bool find_approximate(const struct scan *s, struct both *ret_fault) {
    static const char *const words[] = {
        "约", "多", "余", "左右", "上下", "近", "逾", "超", "以上", "以下", "以内", "不低于", "不超过",
        "不少于", "至少", "最多", "大概", "几", "数", "将近", "about", "approx", "nearly", "almost",
        "over ", "under ", "more than", "less than", "around", "up to", "≥", "≤", ">", "<", "≈", "+/-", "±"};
    if (!has_any(s, words, countof(words)) && *s->at != '~' && s->end[-1] != '+') return false;
    return value_refuse(s, W_value_approximate, ret_fault);
}

bool value_is_blank(struct span text) {
    static const char *const words[] = {"",     "/",    "\\",   "//",   ".",    "无",   "空",   "暂无", "没有",
                                        "未知", "不详", "待定", "待填", "na",   "n/a",  "#n/a", "null", "none",
                                        "nil",  "tbd",  "tbc"};
    char small[32], *w = small;
    text = span_trim(text);
    if (text.len > sizeof small - 8) return false;
    for (const char *at = text.at, *end = text.at + text.len; at < end;) {
        uint32_t c = plain_char(fold_width(utf8_next(&at, end)));
        if (c != ' ' && w < small + sizeof small - 4) w += utf8_put(w, c);
    }
    *w = 0;
    if (strspn(small, "-") == strlen(small)) return true;
    for (size_t i = 0; i < countof(words); i++)
        if (!strcmp(small, words[i])) return true;
    return false;
}

/* The value of a Chinese numeral: 0 to 9, or a power of ten from ten to a thousand; -1 for another character. */
static int numeral(uint32_t c) {
    static const struct {
        const char *forms;
        int value;
    } numerals[] = {{"〇○◯零", 0}, {"一壹", 1}, {"二贰两", 2}, {"三叁", 3}, {"四肆", 4}, {"五伍", 5},
                    {"六陆", 6}, {"七柒", 7}, {"八捌", 8}, {"九玖", 9}, {"十拾", 10}, {"百佰", 100}, {"千仟", 1000}};
    for (size_t i = 0; i < countof(numerals); i++)
        for (const char *at = numerals[i].forms, *end = at + strlen(at); at < end;)
            if (utf8_next(&at, end) == c) return numerals[i].value;
    return -1;
}

bool chinese_number(const char **at, const char *end, int *ret) {
    int sum = 0, digit = -1, positional = 0, digits = 0;
    bool has_power = false;
    const char *p = *at;
    while (p < end) {
        const char *next = p;
        uint32_t c = utf8_next(&next, end);
        int n = digits && (c == 'o' || c == '0') ? 0 : numeral(c); /* O for 〇 inside a Chinese number */
        if (n < 0 || positional > CHINESE_MAX || sum > CHINESE_MAX) break;
        if (n >= 10) {
            sum += (digit < 0 ? 1 : digit) * n;
            has_power = true;
            digit = -1;
        } else {
            positional = positional * 10 + n;
            digit = n;
        }
        digits++;
        p = next;
    }
    if (!digits) return false;
    *at = p;
    *ret = has_power ? sum + (digit < 0 ? 0 : digit) : positional;
    return true;
}

/* Commas group by three, or by four as 万 counts; anything else may be a decimal comma. */
static bool are_groups(const char *at, const char *end) {
    size_t group = 0;
    const char *comma = memchr(at, ',', (size_t)(end - at));
    while (comma) {
        const char *next = memchr(comma + 1, ',', (size_t)(end - comma - 1));
        size_t n = (size_t)((next ? next : end) - comma - 1);
        if ((n != 3 && n != 4) || (group && n != group)) return false;
        group = n;
        comma = next;
    }
    return *at != ',';
}

enum err scan_number(struct scan *s, struct decimal *ret, struct both *ret_fault) {
    int chinese;
    scan_blanks(s);
    const char *from = s->at, *p = s->at;
    if (chinese_number(&s->at, s->end, &chinese)) {
        char text[16];
        size_t n = (size_t)snprintf(text, sizeof text, "%d", chinese);
        must(decimal_read((struct span){text, n}, ret));
        return OK;
    }
    char digits[VALUE_BYTES_MAX], *w = digits;
    while (p < s->end && ((*p >= '0' && *p <= '9') || *p == ',')) p++;
    while (p > from && p[-1] == ',') p--;
    if (p > from && !are_groups(from, p)) return value_refuse(s, W_value_commas, ret_fault);
    if (p < s->end - 1 && *p == '.' && p[1] >= '0' && p[1] <= '9')
        for (p++; p < s->end && *p >= '0' && *p <= '9';) p++;
    if (p == from) return ERR_MISSING;
    for (const char *q = from; q < p; q++)
        if (*q != ',') *w++ = *q;
    s->at = p;
    must(decimal_read((struct span){digits, (size_t)(w - digits)}, ret));
    return OK;
}

struct value_number number_value(struct arena *a, const struct decimal *d, const char *unit) {
    char text[DECIMAL_TEXT];
    size_t n = decimal_print(d, text);
    return (struct value_number){true, arena_copy_n(a, text, n), strtod(text, NULL), unit, {{NULL}}};
}

enum err value_read_number(struct arena *a, struct span text, struct value_number *ret_number, struct both *ret_fault) {
    struct scan s;
    struct decimal d;
    if (value_is_blank(text)) {
        *ret_number = (struct value_number){.text = "", .unit = ""};
        return OK;
    }
    if (!scan_begin(a, text, &s)) return value_refuse(&s, W_value_not_number, ret_fault);
    if (find_masked(&s, ret_fault) || find_approximate(&s, ret_fault)) return ERR_INVALID;
    bool negative = scan_word(&s, "-");
    if (!negative) scan_word(&s, "+");
    enum err e = scan_number(&s, &d, ret_fault);
    if (e == ERR_INVALID) return e;
    if (e != OK || !scan_is_end(&s)) return value_refuse(&s, W_value_not_number, ret_fault);
    d.negative = negative && d.count;
    *ret_number = number_value(a, &d, "");
    return OK;
}

enum err value_read_name(struct arena *a, struct span text, const char **ret_name, struct both *ret_fault) {
    static const char *const ends[] = {":", ",", ";", ".", "：", "，", "；", "．", "。", "、", " "};
    if (value_is_blank(text)) {
        *ret_name = "";
        return OK;
    }
    struct scan s = {.a = a};
    if (text.len > NAME_BYTES_MAX) {
        s.raw = both_text(quotation(a, text));
        return value_refuse(&s, W_value_name_long, ret_fault);
    }
    char *name = text_neat(a, text);
    s.at = name;
    s.raw = both_text(utf8_cut(a, name, QUOTED_CHARS));
    if (text_has(&s, "(略") || text_has(&s, "（略") || text_has(&s, "**")) return value_refuse(&s, W_value_masked, ret_fault);
    for (size_t i = 0; i < countof(ends); i++) {
        if (!text_ends(name, ends[i])) continue;
        name[strlen(name) - strlen(ends[i])] = 0;
        i = (size_t)-1; /* from the first again */
    }
    *ret_name = name;
    return OK;
}

enum err value_read_code(struct arena *a, const struct cell *cell, const char **ret_code, struct both *ret_fault) {
    struct span text = span_of(cell->text);
    struct scan s = {.a = a, .raw = both_text(utf8_cut(a, cell->text, 40))};
    if (cell->kind == CELL_ERROR) return value_refuse(&s, W_value_cell_error, ret_fault);
    if (cell->digits_lost) return value_refuse(&s, W_value_digits_lost, ret_fault);
    if (value_is_blank(text)) {
        *ret_code = "";
        return OK;
    }
    if (text.len > VALUE_BYTES_MAX) return value_refuse(&s, W_value_not_code, ret_fault);
    char *code = text_fold(a, text);
    for (char *p = code; *p; p++) {
        if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
        bool is_plain = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || strchr("-_/.()", *p);
        if (!is_plain) return value_refuse(&s, strchr("*", *p) ? W_value_masked : W_value_not_code, ret_fault);
    }
    *ret_code = code;
    return OK;
}
