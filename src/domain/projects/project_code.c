#include "domain/projects/project_code.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

enum { DIGITS = 20, OLD_YEAR_MIN = 2015, OLD_YEAR_MAX = 2020, NEW_MONTH_MIN = 1501 /* the platform began in 2015 */ };

static const int segment_digits[PROJECT_CODE_SEGMENTS] = {4, 6, 2, 2, 6};

/* Province-level divisions by the first two digits of GB/T 2260. */
static const struct {
    const char *code;
    struct both name;
} provinces[] = {
    {"00", {{"中央", "the centre"}}},          {"11", {{"北京市", "Beijing"}}},
    {"12", {{"天津市", "Tianjin"}}},           {"13", {{"河北省", "Hebei"}}},
    {"14", {{"山西省", "Shanxi"}}},            {"15", {{"内蒙古自治区", "Inner Mongolia"}}},
    {"21", {{"辽宁省", "Liaoning"}}},          {"22", {{"吉林省", "Jilin"}}},
    {"23", {{"黑龙江省", "Heilongjiang"}}},    {"31", {{"上海市", "Shanghai"}}},
    {"32", {{"江苏省", "Jiangsu"}}},           {"33", {{"浙江省", "Zhejiang"}}},
    {"34", {{"安徽省", "Anhui"}}},             {"35", {{"福建省", "Fujian"}}},
    {"36", {{"江西省", "Jiangxi"}}},           {"37", {{"山东省", "Shandong"}}},
    {"41", {{"河南省", "Henan"}}},             {"42", {{"湖北省", "Hubei"}}},
    {"43", {{"湖南省", "Hunan"}}},             {"44", {{"广东省", "Guangdong"}}},
    {"45", {{"广西壮族自治区", "Guangxi"}}},   {"46", {{"海南省", "Hainan"}}},
    {"50", {{"重庆市", "Chongqing"}}},         {"51", {{"四川省", "Sichuan"}}},
    {"52", {{"贵州省", "Guizhou"}}},           {"53", {{"云南省", "Yunnan"}}},
    {"54", {{"西藏自治区", "Tibet"}}},         {"61", {{"陕西省", "Shaanxi"}}},
    {"62", {{"甘肃省", "Gansu"}}},             {"63", {{"青海省", "Qinghai"}}},
    {"64", {{"宁夏回族自治区", "Ningxia"}}},   {"65", {{"新疆维吾尔自治区", "Xinjiang"}}},
    {"66", {{"新疆生产建设兵团", "Xinjiang Production and Construction Corps"}}},
};

static const struct both *province_of(const char *region) {
    for (size_t i = 0; i < countof(provinces); i++)
        if (!memcmp(provinces[i].code, region, 2)) return &provinces[i].name;
    return NULL;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int number_of(const char *at, int digits) {
    int n = 0;
    for (int i = 0; i < digits; i++) n = n * 10 + (at[i] - '0');
    return n;
}

/* Where the code begins: behind the last colon, as in 项目代码：2502-350121-04-01-796703. */
static const char *without_label(const char *folded) {
    const char *colon = strrchr(folded, ':');
    return colon ? colon + 1 : folded;
}

static bool is_placeholder(const char *text) {
    static const char *const empty[] = {"",     "/",    "\\",     "-",    "--",   "无",  "暂无",
                                        "待定", "未赋码", "none", "null", "n/a", "na", "nan"};
    for (size_t i = 0; i < countof(empty); i++)
        if (!strcmp(text, empty[i])) return true;
    return false;
}

/* Digits and hyphens in the right places into 20 digits. Hyphens may all be missing, not some. */
static bool digits_of(const char *text, char ret_digits[static DIGITS]) {
    char digits[DIGITS];
    bool bare = strlen(text) == DIGITS;
    if (!bare && strlen(text) != PROJECT_CODE_TEXT - 1) return false;
    int n = 0;
    for (int s = 0; s < PROJECT_CODE_SEGMENTS; s++) {
        if (s && !bare && *text++ != '-') return false;
        for (int i = 0; i < segment_digits[s]; i++, text++) {
            if (!is_digit(*text)) return false;
            digits[n++] = *text;
        }
    }
    memcpy(ret_digits, digits, DIGITS);
    return true;
}

static struct both shape_fault(struct arena *a, const char *text) {
    size_t digits = 0, others = 0;
    for (const char *p = text; *p; p++) is_digit(*p) ? digits++ : others++;
    if (is_placeholder(text)) return both_word(W_code_placeholder);
    if (strpbrk(text, "*?") || strstr(text, "xx") || strstr(text, "×") || strstr(text, "…"))
        return both_word(W_code_masked);
    if (strspn(text, "0123456789-") == strlen(text)) return SAY(a, W_code_length, both_int(a, (int64_t)digits));
    return both_word(W_code_other);
}

static enum project_code_format format_of(const char *time) {
    int value = number_of(time, 4), month = value % 100;
    if (value >= OLD_YEAR_MIN && value <= OLD_YEAR_MAX) return PROJECT_CODE_OLD;
    return month >= 1 && month <= 12 && value >= NEW_MONTH_MIN ? PROJECT_CODE_NEW : PROJECT_CODE_NONE;
}

struct project_code_reading project_code_read(struct arena *a, const char *text) {
    struct project_code_reading r = {0};
    char digits[DIGITS];
    const char *code = without_label(text_fold(a, span_of(text)));
    if (!digits_of(code, digits)) {
        r.fault = shape_fault(a, code);
        return r;
    }
    const char *time = digits, *region = digits + 4;
    if (format_of(time) == PROJECT_CODE_NONE) {
        r.fault = SAY(a, W_code_time, both_text(arena_copy_n(a, time, 4)));
        return r;
    }
    if (!province_of(region)) {
        r.fault = SAY(a, W_code_region, both_text(arena_copy_n(a, region, 6)));
        return r;
    }
    r.ok = true;
    r.format = format_of(time);
    memcpy(r.time, digits, 4);
    memcpy(r.region, digits + 4, 6);
    memcpy(r.department, digits + 10, 2);
    memcpy(r.type, digits + 12, 2);
    memcpy(r.serial, digits + 14, 6);
    (void)snprintf(r.code, sizeof r.code, "%s-%s-%s-%s-%s", r.time, r.region, r.department, r.type, r.serial);
    return r;
}

void project_code_explain(struct arena *a, const struct project_code_reading *code,
                          struct project_code_segment ret_segments[static PROJECT_CODE_SEGMENTS]) {
    must(code->ok);
    bool is_new = code->format == PROJECT_CODE_NEW;
    struct both year = both_int(a, is_new ? 2000 + number_of(code->time, 2) : number_of(code->time, 4));
    struct both when = is_new ? SAY(a, W_code_time_new, year, both_int(a, number_of(code->time + 2, 2)))
                              : SAY(a, W_code_time_old, year);
    const struct project_code_segment segments[PROJECT_CODE_SEGMENTS] = {
        {code->time, both_word(W_code_seg_time), when},
        {code->region, both_word(W_code_seg_region), *province_of(code->region)},
        {code->department, both_word(is_new ? W_code_seg_department : W_code_seg_third), both_word(W_code_not_public)},
        {code->type, both_word(is_new ? W_code_seg_type : W_code_seg_fourth), both_word(W_code_not_public)},
        {code->serial, both_word(W_code_seg_serial), both_word(is_new ? W_code_serial_new : W_code_serial_old)},
    };
    memcpy(ret_segments, segments, sizeof segments);
}

const char *project_code_format_name(enum project_code_format format) {
    static const char *const names[] = {"none", "old", "new"};
    return names[format];
}
