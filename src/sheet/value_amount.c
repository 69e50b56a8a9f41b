/* Amounts of money: 11.88亿元, 人民币 2,300,000,000 元, 1亿2000万元, 101 billion yuan. */
#include "sheet/value_inside.h"
#include <string.h>

const struct amount_unit AMOUNT_FEN = {"分", 0}, AMOUNT_YUAN = {"元", 2}, AMOUNT_WAN = {"万元", 6},
                         AMOUNT_YI = {"亿元", 10};

static const struct amount_unit JIAO = {"角", 1};

/* Words in front of the currency's, longer ones first; the unit each gives. */
static const struct {
    const char *word;
    struct amount_unit unit;
} SCALES[] = {
    {"万亿", {"万亿元", 14}},       {"千亿", {"千亿元", 13}},         {"百亿", {"百亿元", 12}},
    {"十亿", {"十亿元", 11}},       {"亿", {"亿元", 10}},             {"億", {"亿元", 10}},
    {"千万", {"千万元", 9}},        {"百万", {"百万元", 8}},          {"十万", {"十万元", 7}},
    {"万", {"万元", 6}},            {"萬", {"万元", 6}},              {"千", {"千元", 5}},
    {"仟", {"千元", 5}},            {"百", {"百元", 4}},              {"trillion", {"trillion yuan", 14}},
    {"hundred million", {"hundred million yuan", 10}},                {"billion", {"billion yuan", 11}},
    {"bn", {"billion yuan", 11}},   {"million", {"million yuan", 8}}, {"mn", {"million yuan", 8}},
    {"ten thousand", {"ten thousand yuan", 6}},                       {"thousand", {"thousand yuan", 5}},
    {"10k", {"10k yuan", 6}},       {"k", {"thousand yuan", 5}},      {"m", {"million yuan", 8}},
    {"b", {"billion yuan", 11}},
};
static const char *const YUAN[] = {"元人民币", "人民币", "元整", "圆整", "元", "圆", "块", "yuan", "rmb", "cny"};
static const char *const SIGNS[] = {"人民币", "rmb", "cny", "¥", "￥", "yuan"};
static const char *const FOREIGN[] = {
    "美元", "美金", "港元", "港币", "欧元", "日元", "英镑", "韩元", "澳元", "加元", "新台币", "卢布", "usd", "us$",
    "hkd",  "hk$",  "eur",  "jpy",  "gbp",  "krw",  "aud",  "a$",   "$",    "€",    "£",      "dollar", "euro"};

/* "人民 币": a line break in a document tore the word. */
static void mend_currency(struct scan *s) {
    static const char torn[] = "人民 币", whole[] = "人民币";
    char *at = strstr((char *)(uintptr_t)s->at, torn);
    if (!at) return;
    memmove(at, whole, sizeof whole - 1);
    memmove(at + sizeof whole - 1, at + sizeof torn - 1, strlen(at + sizeof torn - 1) + 1);
    s->end--;
}

/* A letter right behind a short English unit means it is another word: "b" in "baht". */
static bool word_goes_on(const struct scan *s, const char *word) {
    if ((unsigned char)*word >= 0x80) return false;
    if (s->at == s->end || *s->at < 'a' || *s->at > 'z') return false;
    for (size_t i = 0; i < countof(YUAN); i++)
        if (!strncmp(s->at, YUAN[i], strlen(YUAN[i]))) return false;
    return true;
}

/* The unit that stands here: a scale, a currency, or both; NULL if there is none. */
static const struct amount_unit *scan_unit(struct scan *s) {
    for (size_t i = 0; i < countof(SCALES); i++) {
        struct scan before = *s;
        if (!scan_word(s, SCALES[i].word)) continue;
        if (word_goes_on(s, SCALES[i].word)) {
            *s = before;
            continue;
        }
        scan_any(s, YUAN, countof(YUAN));
        return &SCALES[i].unit;
    }
    static const char *const fen[] = {"角", "分"};
    int i = scan_any(s, fen, countof(fen));
    if (i >= 0) return i ? &AMOUNT_FEN : &JIAO;
    return scan_any(s, YUAN, countof(YUAN)) >= 0 ? &AMOUNT_YUAN : NULL;
}

const struct amount_unit *amount_unit_of(int64_t unit_fen) {
    int power = 0;
    for (; unit_fen > 1; unit_fen /= 10, power++) must(unit_fen % 10 == 0);
    must(unit_fen == 1);
    if (power == AMOUNT_FEN.power) return &AMOUNT_FEN;
    if (power == AMOUNT_YUAN.power) return &AMOUNT_YUAN;
    for (size_t i = 0; i < countof(SCALES); i++)
        if (SCALES[i].unit.power == power) return &SCALES[i].unit;
    must(power == JIAO.power);
    return &JIAO;
}

/* A unit that is all there is between brackets, or behind a slash, a colon or "in". */
static bool unit_alone(struct arena *a, struct span text, const struct amount_unit **ret_unit) {
    static const char *const labels[] = {"计量单位:", "金额单位:", "单位:", "单位", "unit:", "in ", "金额"};
    struct scan s;
    if (!scan_begin(a, text, &s)) return false;
    scan_any(&s, labels, countof(labels));
    scan_any(&s, SIGNS, countof(SIGNS));
    scan_word(&s, ",");
    const struct amount_unit *unit = scan_unit(&s);
    if (!unit || !scan_is_end(&s)) return false;
    *ret_unit = unit;
    return true;
}

bool amount_unit_find(struct arena *a, struct span heading, const struct amount_unit **ret_unit) {
    bool found = false;
    char *text = text_tidy(a, heading.len <= 1024 ? heading : (struct span){heading.at, 0});
    size_t n = strlen(text);
    for (size_t i = n; i-- > 0 && !found;) { /* the last bracket tells, as in 投资（含税）（万元） */
        if (!strchr("([/:,_-", text[i])) continue;
        const char *from = text + i + 1;
        size_t len = strcspn(from, ")],;");
        found = unit_alone(a, (struct span){from, len}, ret_unit);
    }
    return found || unit_alone(a, span_of(text), ret_unit);
}

/* -1 in front, brackets around, or 负: consumed; the closing bracket is the caller's. */
static bool scan_sign(struct scan *s, bool *ret_bracket) {
    *ret_bracket = false;
    if (scan_word(s, "(")) {
        *ret_bracket = true;
        return true;
    }
    if (scan_word(s, "-") || scan_word(s, "负")) return true;
    scan_word(s, "+");
    return false;
}

struct sum {
    int64_t fen;
    bool rounded;
    int last_power; /* of the unit before, so that units fall: 1亿2000万 */
};

enum { POWER_NONE = 99, SURE_DIGITS = 15 };

/* 2066075.5899999999 is a program's 2066075.59: its first 15 digits are whole fen, so nothing was cut. */
static bool is_binary_noise(const struct decimal *d, int power, int64_t fen) {
    struct decimal sure = *d;
    int64_t same;
    bool rounded;
    if (d->count <= SURE_DIGITS) return false;
    decimal_round_digits(&sure, SURE_DIGITS);
    return decimal_int(&sure, power, &same, &rounded) && !rounded && same == fen;
}

/* One number with its unit added to the sum. */
static enum err add_part(struct scan *s, const struct amount_unit *heading_unit, struct sum *sum, bool *ret_own_unit,
                         struct both *ret_fault) {
    struct decimal d;
    int64_t fen;
    bool rounded;
    enum err e = scan_number(s, &d, ret_fault);
    if (e == ERR_INVALID) return e;
    if (e != OK) return value_refuse(s, W_value_not_amount, ret_fault);
    scan_blanks(s);
    if (scan_word(s, "%")) return value_refuse(s, W_value_amount_percent, ret_fault);
    const struct amount_unit *own = scan_unit(s), *unit = own ? own : heading_unit;
    if (!unit) return value_refuse(s, W_value_no_unit, ret_fault);
    if (unit->power >= sum->last_power) return value_refuse(s, W_value_not_amount, ret_fault);
    if (!decimal_int(&d, unit->power, &fen, &rounded)) return value_refuse(s, W_value_amount_large, ret_fault);
    if (__builtin_add_overflow(sum->fen, fen, &sum->fen)) return value_refuse(s, W_value_amount_large, ret_fault);
    sum->rounded |= rounded && !is_binary_noise(&d, unit->power, fen);
    sum->last_power = unit->power;
    *ret_own_unit = own != NULL;
    return OK;
}

static bool number_follows(struct scan *s) {
    int ignored;
    scan_blanks(s);
    const char *at = s->at;
    return at < s->end && ((*at >= '0' && *at <= '9') || chinese_number(&at, s->end, &ignored));
}

static enum err scan_sum(struct scan *s, const struct amount_unit *heading_unit, struct sum *sum,
                         struct both *ret_fault) {
    bool own_unit = false;
    *sum = (struct sum){.last_power = POWER_NONE};
    do try(add_part(s, heading_unit, sum, &own_unit, ret_fault));
    while (own_unit && number_follows(s));
    scan_any(s, YUAN, countof(YUAN));
    scan_word(s, "整");
    return OK;
}

/* Refuses what is no single exact amount of yuan, before any digit is looked at. */
static enum err check_words(const struct scan *s, struct both *ret_fault) {
    if (find_masked(s, ret_fault)) return ERR_INVALID;
    for (size_t i = 0; i < countof(FOREIGN); i++)
        if (text_has(s, FOREIGN[i])) return value_refuse(s, W_value_foreign, ret_fault);
    return find_approximate(s, ret_fault) ? ERR_INVALID : OK;
}

static enum err check_end(struct scan *s, const char **ret_remark, struct both *ret_fault) {
    static const char *const ranges[] = {"-", "~", "至", "到"};
    struct scan rest = *s;
    if (scan_any(&rest, ranges, countof(ranges)) >= 0) return value_refuse(s, W_value_amount_range, ret_fault);
    if (!scan_remark(s, ret_remark)) return value_refuse(s, W_value_not_amount, ret_fault);
    return OK;
}

enum err value_read_amount(struct arena *a, struct span text, const struct amount_unit *heading_unit,
                           struct value_amount *ret_amount, struct both *ret_fault) {
    struct scan s;
    struct sum sum;
    const char *remark = NULL;
    bool bracket;
    if (value_is_blank(text)) {
        *ret_amount = (struct value_amount){.fen = NO_FEN};
        return OK;
    }
    if (!scan_begin(a, text, &s)) return value_refuse(&s, W_value_not_amount, ret_fault);
    mend_currency(&s);
    try(check_words(&s, ret_fault));
    bool negative = scan_sign(&s, &bracket);
    scan_any(&s, SIGNS, countof(SIGNS));
    scan_word(&s, ":");
    if (!negative && scan_word(&s, "-")) negative = true;
    try(scan_sum(&s, heading_unit, &sum, ret_fault));
    if (bracket && !scan_word(&s, ")")) return value_refuse(&s, W_value_not_amount, ret_fault);
    scan_any(&s, YUAN, countof(YUAN));
    try(check_end(&s, &remark, ret_fault));
    struct value_amount amount = {.fen = negative ? -sum.fen : sum.fen};
    if (sum.rounded) amount.note = SAY(a, W_value_note_fen, s.raw);
    else if (remark) amount.note = SAY(a, W_value_note_remark, both_text(remark));
    *ret_amount = amount;
    return OK;
}

bool amount_own_unit(struct arena *a, struct span text, const struct amount_unit **ret_unit) {
    struct scan s;
    struct decimal d;
    struct both ignored;
    bool bracket;
    if (!scan_begin(a, text, &s)) return false;
    scan_sign(&s, &bracket);
    scan_any(&s, SIGNS, countof(SIGNS));
    if (scan_number(&s, &d, &ignored) != OK) return false;
    *ret_unit = scan_unit(&s);
    return *ret_unit != NULL;
}
