/* Rows that are no project: totals, notes, sections, numbers of columns, headers printed again. */
#include "domain/intake/intake_row.h"
#include <string.h>

static bool is_one_of(const char *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(text, words[i])) return true;
    return false;
}

/* 合计, 环翠区小计, 总计（12个）, Total. */
static bool is_total(const char *folded) {
    static const char *const whole[] = {"合计", "总计", "小计", "共计", "累计", "总和", "全市", "全区", "total", "totals",
                                        "subtotal", "grandtotal", "sum"};
    static const char *const ends[] = {"合计", "总计", "小计", "共计"};
    char text[128];
    size_t n = strcspn(folded, "(:");
    if (!n || n >= sizeof text) return false;
    memcpy(text, folded, n);
    text[n] = 0;
    if (is_one_of(text, whole, countof(whole))) return true;
    for (size_t i = 0; i < countof(ends); i++)
        if (text_ends(text, ends[i]) || text_starts(text, ends[i])) return true;
    return false;
}

static bool is_note(const char *folded) {
    static const char *const begins[] = {"注:",     "备注:",   "说明:",   "填表说明", "填报说明", "填表人",   "填报人",
                                         "制表",    "审核人",  "审批人",  "单位负责人", "负责人:", "填报单位", "填报日期",
                                         "联系电话:", "单位(盖章)", "注1",   "注：",     "note:",    "notes:",   "source:"};
    static const char *const whole[] = {"备注", "说明", "注", "note", "notes", "remark", "remarks"};
    for (size_t i = 0; i < countof(begins); i++)
        if (text_starts(folded, begins[i])) return true;
    return is_one_of(folded, whole, countof(whole));
}

/* 一、先进制造业; （二）环翠区; or just a name alone in its row. */
static bool is_numbered(const char *folded) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    const char *at = *folded == '(' ? folded + 1 : folded;
    const char *from = at;
    for (size_t i = 0; i < countof(digits); i++)
        if (text_starts(at, digits[i])) at += strlen(digits[i]), i = (size_t)-1;
    return at > from && (*at == ')' || text_starts(at, "、") || text_starts(at, "."));
}

static const struct cell *cell_of(const struct heading_map *map, const struct sheet_row *cells, enum intake_key key) {
    for (size_t i = 0; i < map->count; i++)
        if (map->at[i].state == HEADING_SURE && map->at[i].field == key && map->at[i].column < cells->count)
            return &cells->at[map->at[i].column];
    return NULL;
}

static bool has_key(const struct heading_map *map, const struct sheet_row *cells) {
    static const enum intake_key keys[] = {IN_NATIONAL_CODE, IN_OUTSIDE_NO, IN_PLATFORM_NO};
    for (size_t i = 0; i < countof(keys); i++) {
        const struct cell *cell = cell_of(map, cells, keys[i]);
        if (cell && cell->kind != CELL_EMPTY) return true;
    }
    return false;
}

/* 1 2 3 4 or 甲 乙 1 2 under the header: at least three cells that count up by one. */
static bool counts_columns(const struct sheet_row *cells) {
    int64_t before = 0, n;
    size_t numbers = 0, filled = 0;
    for (size_t i = 0; i < cells->count; i++) {
        if (cells->at[i].kind == CELL_EMPTY) continue;
        filled++;
        if (!text_int(cells->at[i].text, 1, 1000, &n)) {
            if (filled - numbers > 3) return false;
            continue;
        }
        if (numbers && n != before + 1) return false;
        before = n;
        numbers++;
    }
    return numbers >= 3 && numbers + 3 >= filled;
}

/* The header again, as pages are printed: the cells end what the headings are. */
static bool repeats_header(const struct heading_map *map, const struct sheet_row *cells) {
    size_t same = 0;
    for (size_t i = 0; i < map->count; i++) {
        if (map->at[i].column >= cells->count || cells->at[map->at[i].column].kind != CELL_TEXT) continue;
        struct span text = span_trim(span_of(cells->at[map->at[i].column].text));
        size_t len = strlen(map->at[i].text);
        same += text.len && text.len <= len && !memcmp(map->at[i].text + len - text.len, text.at, text.len);
    }
    return same >= 3 || (same == map->count && same >= 2);
}

enum row_kind intake_row_kind(struct arena *a, const struct heading_map *map, const struct sheet_row *cells) {
    size_t filled = 0;
    const char *first = "", *name = "";
    for (size_t i = 0; i < cells->count; i++) {
        if (cells->at[i].kind == CELL_EMPTY || !span_trim(span_of(cells->at[i].text)).len) continue;
        if (!filled++) first = text_fold(a, span_of(cells->at[i].text));
    }
    if (!filled) return ROW_EMPTY;
    const struct cell *name_cell = cell_of(map, cells, IN_NAME);
    if (name_cell && name_cell->kind != CELL_EMPTY) name = text_fold(a, span_of(name_cell->text));
    bool keyed = has_key(map, cells);
    if (!keyed && (is_total(first) || is_total(name))) return ROW_TOTAL;
    if (filled <= 4 && (is_note(first) || is_note(name))) return ROW_NOTE;
    if (counts_columns(cells)) return ROW_NUMBERS;
    if (repeats_header(map, cells)) return ROW_REPEATED_HEADER;
    if (filled == 1 && map->count > 2 && (!*name || is_numbered(first))) return ROW_SECTION;
    if (!keyed && filled <= 3 && is_numbered(first)) return ROW_SECTION;
    return ROW_PROJECT;
}

enum word intake_row_skipped(enum row_kind kind) {
    switch (kind) {
    case ROW_TOTAL: return W_in_skipped_total;
    case ROW_NOTE: return W_in_skipped_note;
    case ROW_SECTION: return W_in_skipped_section;
    case ROW_REPEATED_HEADER: return W_in_skipped_header;
    default: return W_in_skipped_numbers;
    }
}
