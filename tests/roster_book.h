/* roster_book -- sheets of units and people as an office sends them: a workbook with merged titles and cells, notes, blank
 * lines, headings in no order; and any rows as csv, in UTF-8 or GB18030. */
#pragma once
#include "base/arena.h"
#include "base/out.h"
#include "domain/roster/roster.h"
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { ROSTER_BOOK_COLUMNS = 10, BOOK_BYTES_MAX = 1 << 16 };

static const char *const roster_book_units[][ROSTER_BOOK_COLUMNS] = {
    {"威海市重点项目工作机构一览表"},
    {"填报单位：市项目办", "", "", "2026年1月"},
    {"序号", "上级单位", "单位类别", "单位名称（全称）", "责任区", "统一社会信用代码", "备注"},
    {"1", "环翠区项目办", "项目单位", "威海拓远新材料有限公司", "环翠区", "91371002MAENGMDHXT", "上级在后面"},
    {""},
    {"2", "市项目办", "区县项目办", "环翠区项目办", "环翠区", "", ""},
    {"3", "威海市政府", "市项目办", "市项目办", "", "", ""},
    {"4", "/", "政府", "威海市政府", "", "", ""},
    {"5", "威海市政府", "行业部门", "市海洋发展局", "", "", ""},
    {"合计5个单位"},
};
static const char *const roster_book_people[][ROSTER_BOOK_COLUMNS] = {
    {"人员花名册"},
    {"单位", "姓名", "账号", "角色", "职务", "任职日期", "邮箱", "手机号码", "代理谁", "截止日期"},
    {"环翠区项目办", "于海波", "Yu.Haibo", "区县经办", "经办", "2025-03-01", "yu@example.org", "#13806310001", "", ""},
    {"", "曲丽", "qu.li", "区县经办", "经办", "2025年3月1日", "", "0631-5200000", "", ""},
    {"", "于海波", "yu.haibo", "区县项目办", "副主任", "2025-06-01", "", "", "", "长期"},
    {"", "王强", "wang.qiang", "区县经办", "经办", "2026-02-01", "", "", "qu.li", "2026-12-31"},
    {"市海洋发展局", "", "", "行业部门", "联络员", "", "", "", "", ""},
    {"注：账号为全拼"},
};
#define ROSTER_BOOK_ROWS(rows) (sizeof(rows) / sizeof *(rows))

static inline void roster_book_sheet(lxw_worksheet *sheet, const char *const (*rows)[ROSTER_BOOK_COLUMNS], size_t count) {
    for (size_t r = 0; r < count; r++)
        for (size_t c = 0; c < ROSTER_BOOK_COLUMNS; c++) {
            const char *text = rows[r][c] ? rows[r][c] : "";
            if (*text == '#') worksheet_write_number(sheet, (lxw_row_t)r, (lxw_col_t)c, strtod(text + 1, NULL), NULL);
            else if (*text) worksheet_write_string(sheet, (lxw_row_t)r, (lxw_col_t)c, text, NULL);
        }
}

/* The whole book as bytes. */
static inline struct roster_bytes roster_book(struct arena *a) {
    char path[64] = "/tmp/qipan-roster-XX" "XX" "XX";
    int fd = mkstemp(path);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *units = workbook_add_worksheet(book, "机构"), *people = workbook_add_worksheet(book, "人员");
    worksheet_merge_range(units, 0, 0, 0, 6, "", NULL);
    worksheet_merge_range(people, 0, 0, 0, 9, "", NULL);
    worksheet_merge_range(people, 2, 0, 5, 0, "", NULL);
    roster_book_sheet(units, roster_book_units, ROSTER_BOOK_ROWS(roster_book_units));
    roster_book_sheet(people, roster_book_people, ROSTER_BOOK_ROWS(roster_book_people));
    if (fd < 0 || workbook_close(book) != LXW_NO_ERROR) abort();
    close(fd);
    FILE *f = fopen(path, "rb");
    char *bytes = arena_alloc(a, BOOK_BYTES_MAX);
    size_t len = f ? fread(bytes, 1, BOOK_BYTES_MAX, f) : 0;
    if (!len || len == BOOK_BYTES_MAX) abort();
    fclose(f);
    unlink(path);
    return (struct roster_bytes){bytes, len};
}

static inline struct roster_bytes roster_text(struct arena *a, const char *csv) {
    return (struct roster_bytes){arena_copy(a, csv), strlen(csv)};
}

static inline struct roster_bytes roster_gb18030(struct arena *a, const char *csv) {
    size_t left = strlen(csv), room = 2 * left + 16, all = room;
    char *from = arena_copy(a, csv), *to = arena_alloc(a, room), *at = to;
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    if (iconv(cd, &from, &left, &at, &room) == (size_t)-1) abort();
    iconv_close(cd);
    return (struct roster_bytes){to, all - room};
}
