#include "domain/intake/heading_parts.h"
#include "base/money.h"
#include "domain/intake/heading.h"
#include <string.h>

static const struct {
    const char *names; /* folded, | between */
    int64_t fen;
} money_units[] = {
    {"万元|万|人民币万元|万元人民币|万人民币|10k|10kyuan|10kcny|cny10k|rmb10k|10,000yuan|10000yuan|wan|wanyuan",
     FEN_PER_WAN},
    {"亿元|亿|人民币亿元|亿元人民币|100millionyuan|cny100million|yi|yiyuan", FEN_PER_YI},
    {"元|人民币元|人民币|yuan|cny|rmb|usd|us$|$|aud|a$|dollar|dollars|eur", FEN_PER_YUAN},
    {"千元|thousand|thousands|k|$000|$000s|000s|$'000|$k|kusd|usd000|usdthousand|usdthousands|thousandusd|"
     "thousandsusd|thousandsofusd|thousanddollars|thousandsofdollars|thousandyuan|cnythousand",
     1000 * FEN_PER_YUAN},
    {"百万元|million|millions|m|millionyuan|cnymillion|usdmillion|millionusd|$m|$million|millionsofusd|"
     "millionsofdollars",
     FEN_PER_MILLION},
    {"千万元", 10 * FEN_PER_MILLION},
    {"十亿元|billion|billionyuan|cnybillion|usdbillion|$b|$billion", FEN_PER_BILLION},
};

int64_t money_unit_read(struct span folded) {
    for (size_t i = 0; i < countof(money_units); i++) {
        struct span rest = span_of(money_units[i].names), name;
        while (span_cut(&rest, '|', &name))
            if (name.len == folded.len && !memcmp(name.at, folded.at, name.len)) return money_units[i].fen;
    }
    return 0;
}

const char *money_unit_name(int64_t unit_fen) {
    static const struct {
        int64_t fen;
        const char *name;
    } names[] = {
        {FEN_PER_YUAN, "元"},
        {1000 * FEN_PER_YUAN, "千元"},
        {FEN_PER_WAN, "万元"},
        {FEN_PER_MILLION, "百万元"},
        {10 * FEN_PER_MILLION, "千万元"},
        {FEN_PER_YI, "亿元"},
        {FEN_PER_BILLION, "十亿元"},
    };
    for (size_t i = 0; i < countof(names); i++)
        if (names[i].fen == unit_fen) return names[i].name;
    return NULL;
}

/* -- unit and notes -- */

/* What is behind a bracket that closes it. */
static const char *close_of(const char *at) {
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}};
    for (size_t i = 0; i < countof(pairs); i++)
        if (text_starts(at, pairs[i][0])) {
            const char *end = strstr(at, pairs[i][1]);
            return end ? end + strlen(pairs[i][1]) : NULL;
        }
    return NULL;
}

static bool tells_time(struct span s) {
    bool digit = false;
    for (size_t i = 0; i < s.len; i++) digit |= s.at[i] >= '0' && s.at[i] <= '9';
    return digit && (memmem(s.at, s.len, "月", strlen("月")) || memmem(s.at, s.len, "年", strlen("年")) || s.len == 4);
}

static struct span inside(const char *at, const char *end) {
    const char *last = end - 1;
    while (((unsigned char)*last & 0xC0) == 0x80) last--;
    at += utf8_step(at, (size_t)(end - at));
    return (struct span){at, (size_t)(last - at)};
}

static struct span without_label(struct span s) {
    static const char label[] = "单位:";
    if (s.len <= strlen(label) || memcmp(s.at, label, strlen(label)) != 0) return s;
    return (struct span){s.at + strlen(label), s.len - strlen(label)};
}

/* Takes brackets out: a unit is remembered, a time is kept without its brackets, notes are dropped. */
static void without_brackets(char *text, struct heading_parts *p) {
    char *to = text;
    for (const char *at = text; *at;) {
        const char *end = close_of(at);
        if (!end) {
            *to++ = *at++;
            continue;
        }
        struct span in = without_label(inside(at, end));
        int64_t unit = money_unit_read(in);
        if (unit) p->unit_fen = unit;
        if (in.len == 1 && *in.at == '%') p->says |= SAYS_SHARE;
        if (!unit && tells_time(in)) {
            memmove(to, in.at, in.len);
            to += in.len;
        }
        at = end;
    }
    *to = 0;
}

/* A unit at the end, behind a mark or bare: 年度计划投资/亿元, 总投资:万元, 总投资万元. */
static void without_trailing_unit(char *text, struct heading_parts *p) {
    static const char *const bare[] = {"万元", "亿元", "千元", "元"};
    char *mark = strrchr(text, '/');
    if (!mark) mark = strrchr(text, ':');
    if (!mark) mark = strrchr(text, ',');
    int64_t unit = mark ? money_unit_read(span_of(mark + 1)) : 0;
    if (unit) {
        p->unit_fen = unit;
        *mark = 0;
        size_t left = strlen(text);
        if (left > strlen("单位") && text_ends(text, "单位")) text[left - strlen("单位")] = 0;
        return;
    }
    for (size_t i = 0; i < countof(bare); i++)
        if (text_ends(text, bare[i])) {
            p->unit_fen = money_unit_read(span_of(bare[i]));
            text[strlen(text) - strlen(bare[i])] = 0;
            return;
        }
}

static void without_punctuation(char *text) {
    static const char *const marks[] = {"*", "#",  "_",  ".",  ":",  ";",  ",",  "\"", "'",
                                        "、", "。", "；", "，", "·", "“", "”", "★", "☆"};
    char *to = text;
    for (const char *at = text; *at;) {
        size_t skip = 0;
        for (size_t i = 0; i < countof(marks) && !skip; i++)
            if (text_starts(at, marks[i])) skip = strlen(marks[i]);
        bool decimal = *at == '.' && at > text && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' && at[1] <= '9';
        if (skip && !decimal) at += skip;
        else *to++ = *at++;
    }
    *to = 0;
}

/* -- words -- */

enum { TIME = 1u << 30 }; /* of the words that are not part of `plain` */

static const struct {
    unsigned says;
    const char *words; /* folded, | between */
} word_lists[] = {
    {SAYS_SINCE | TIME, "自开工以来|自开工|开工以来|开工至今|自开始建设|建设以来"},
    {SAYS_SINCE | SAYS_CUMULATIVE | TIME, "开工累计"},
    {SAYS_SINCE, "sincestart|sincethestart|sinceinception|projecttodate"},
    {SAYS_BEFORE, "上年底|去年底|上年末|去年末|上年度末|以前年度|往年|历年|prioryears|prior"},
    {SAYS_YTD, "年初至今|年初以来|今年以来|本年以来|年初至|yeartodate|ytd"},
    {SAYS_CUMULATIVE, "累计|至今|cumulative|todate"},
    {SAYS_UPTO, "截至|截止|至|目前"},
    {SAYS_THIS_YEAR | TIME, "本年度|本年|当年|今年"},
    {SAYS_THIS_YEAR, "年度|年内|全年|年|annual|thisyear|yearly"},
    {SAYS_LAST_YEAR, "上年度|上年|去年|lastyear"},
    {SAYS_THIS_MONTH | TIME, "本月|当月"},
    {SAYS_THIS_MONTH, "thismonth|inthemonth"},
    {SAYS_PLAN, "计划|目标|任务|planned|plan|target"},
    {SAYS_DONE, "完成|completed|actuals|actual|done|spent|spending"},
    {SAYS_TOTAL, "总投资|totalinvestment"},
    {SAYS_INVEST, "投资|金额|investment|amount|invested"},
    {SAYS_BUREAU, "统计局|统计口径|统计入库|纳统|bureau"},
    {SAYS_SHARE, "率|比例|占比|占|%|百分比|同比|增速|增长|同期|rate|percent|ratio|yoy"},
    {SAYS_PROVISIONAL, "暂定|暂列|provisional"},
    {SAYS_FIRST, "原|调整前|年初|original"},
    {TIME, "上半年|下半年|前三季度|一季度|二季度|三季度|四季度|第一季度|第二季度|第三季度|第四季度"},
    /* Words that change nothing. */
    {0, "固定资产|项目|工程|实际|资金|额|数|值|情况|其中|共|已|的|应|下达|安排|调整后|底|末|份|月度|到"},
    {0, "of|the|in|by|for|combined|-|~|/"},
};

/* Quarters and halves by name. */
static const struct {
    const char *word;
    int first, last;
} spans_table[] = {
    {"上半年", 1, 6},    {"下半年", 7, 12},   {"前三季度", 1, 9},  {"第一季度", 1, 3}, {"第二季度", 4, 6},
    {"第三季度", 7, 9},  {"第四季度", 10, 12}, {"一季度", 1, 3},    {"二季度", 4, 6},   {"三季度", 7, 9},
    {"四季度", 10, 12},
};

/* The longest word of ours at a place; without length if none stands there. */
struct found {
    struct span word;
    unsigned says;
};

/* How much of the text is the word at the start of a list; 0 if it is another one. *ret_next is the list's rest. */
static size_t word_matches(const char *at, const char *list, const char **ret_next) {
    size_t n = 0;
    while (list[n] && list[n] != '|' && list[n] == at[n]) n++;
    bool whole = !list[n] || list[n] == '|';
    const char *end = list + n;
    while (*end && *end != '|') end++;
    *ret_next = *end ? end + 1 : end;
    return whole ? n : 0;
}

static struct found word_at(const char *at) {
    struct found best = {0};
    for (size_t i = 0; i < countof(word_lists); i++)
        for (const char *list = word_lists[i].words, *next; *list; list = next) {
            size_t n = word_matches(at, list, &next);
            if (n > best.word.len) best = (struct found){{list, n}, word_lists[i].says};
        }
    return best;
}

/* -- years and months -- */

static int digits_at(const char *at, int *ret_value) {
    int n = 0, value = 0;
    for (; at[n] >= '0' && at[n] <= '9' && n < 9; n++) value = value * 10 + (at[n] - '0');
    *ret_value = value;
    return n;
}

static bool skip(const char **at, const char *text) {
    if (!text_starts(*at, text)) return false;
    *at += strlen(text);
    return true;
}

static bool skip_dash(const char **at) {
    return skip(at, "-") || skip(at, "~") || skip(at, "至") || skip(at, "到") || skip(at, "—") || skip(at, "－");
}

/* jan, january … : the month and the bytes it takes. */
static int english_month(const char *at, int *ret_month) {
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
                                        "september", "october", "november", "december"};
    for (int m = 0; m < 12; m++) {
        size_t n = strlen(names[m]);
        if (!text_starts(at, names[m]) && strncmp(at, names[m], n = 3) != 0) continue;
        if (at[n] >= 'a' && at[n] <= 'z') continue;
        *ret_month = m + 1;
        return (int)n;
    }
    return 0;
}

/* 11月, 11月底, or a bare 1 in front of a dash, or nov. False if no month stands here. */
static bool month_at(const char **at, int *ret_month) {
    int value, n = digits_at(*at, &value);
    if (!n) {
        n = english_month(*at, ret_month);
        *at += n;
        return n > 0;
    }
    if (n > 2 || value < 1 || value > 12) return false;
    const char *next = *at + n, *dash = next;
    int other;
    if (!skip(&next, "月份") && !skip(&next, "月")) {
        if (!skip_dash(&dash) || !month_at(&dash, &other)) return false;
    } else if (!skip(&next, "底")) {
        (void)skip(&next, "末");
    }
    *ret_month = value;
    *at = next;
    return true;
}

static bool year_at(const char **at, int *ret_year) {
    int value, n = digits_at(*at, &value);
    const char *next = *at + n;
    bool named = skip(&next, "年度") || skip(&next, "年");
    if (n == 2 && named) value += 2000;
    else if (n != 4) return false;
    if (value < 1950 || value > 2100) return false;
    *ret_year = value;
    *at = next;
    return true;
}

/* 2022-11, 2022.11: a month behind a year and a mark. */
static void month_behind_year(const char **at, struct heading_parts *p) {
    int value, n = **at == '-' || **at == '.' || **at == '/' ? digits_at(*at + 1, &value) : 0;
    if (n < 1 || n > 2 || value < 1 || value > 12) return;
    p->month_first = p->month_last = value;
    *at += 1 + n;
}

/* Year, months or both; false if no time stands here. */
static bool time_at(const char **at, struct heading_parts *p) {
    const char *from = *at;
    int year = 0, month = 0;
    bool has_year = year_at(at, &year);
    if (has_year && p->year && p->month_first) p->year_last = year;
    else if (has_year) p->year = year;
    if (has_year && (skip(at, "底") || skip(at, "末"))) p->says |= SAYS_YEAR_END;
    if (month_at(at, &month)) {
        if (!p->month_first) p->month_first = month;
        p->month_last = month;
        const char *next = *at;
        int other_year = 0;
        bool is_range = skip_dash(&next);
        if (is_range) (void)year_at(&next, &other_year);
        if (is_range && month_at(&next, &month)) {
            p->month_last = month;
            p->year_last = other_year;
            *at = next;
        }
    } else if (has_year) {
        month_behind_year(at, p);
    }
    return *at > from;
}

/* 第2版. */
static bool revision_at(const char **at, struct heading_parts *p) {
    const char *next = *at;
    int value, n = skip(&next, "第") ? digits_at(next, &value) : 0;
    next += n;
    if (!n || n > 3 || !skip(&next, "版")) return false;
    p->revision = value;
    *at = next;
    return true;
}

static void take_word(struct heading_parts *p, const struct found *found) {
    unsigned says = found->says & ~(unsigned)TIME;
    if (says & SAYS_PLAN && !(p->says & SAYS_DONE)) p->plan_first = true;
    p->says |= says;
    for (size_t i = 0; i < countof(spans_table); i++)
        if (span_is(found->word, spans_table[i].word)) {
            p->month_first = spans_table[i].first;
            p->month_last = spans_table[i].last;
        }
}

struct heading_parts heading_take_apart(struct arena *a, const char *text) {
    struct heading_parts p = {0};
    char *whole = text_fold(a, span_of(text));
    without_brackets(whole, &p);
    without_trailing_unit(whole, &p);
    without_punctuation(whole);
    size_t len = strlen(whole);
    char *plain = arena_alloc(a, len + 1), *rest = arena_alloc(a, len + 1);
    size_t plain_len = 0, rest_len = 0;
    for (const char *at = whole; *at;) {
        if (time_at(&at, &p) || revision_at(&at, &p)) continue;
        struct found found = word_at(at);
        size_t n = found.word.len ? found.word.len : utf8_step(at, strlen(at));
        if (!n) n = 1;
        if (found.word.len) take_word(&p, &found);
        if (!(found.says & TIME)) memcpy(plain + plain_len, at, n), plain_len += n;
        if (!found.word.len) memcpy(rest + rest_len, at, n), rest_len += n;
        at += n;
    }
    p.whole = whole;
    p.plain = plain;
    p.rest = rest;
    return p;
}
