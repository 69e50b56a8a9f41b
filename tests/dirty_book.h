/* dirty_book -- a sheet as departments send it, written as a workbook and as its GB18030 csv twin.
 *
 * A merged title, a line with the reporting unit and 单位：万元, a header of two rows with merged groups,
 * numbers of columns, sections, subtotals, notes; amounts with commas, full-width digits and units of
 * their own; only a cumulative figure of the year. "" is an empty cell, "#1234.5" a number. */
#pragma once
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { DIRTY_COLUMNS = 15, DIRTY_PROJECTS = 9 };

static const char *const dirty_rows[][DIRTY_COLUMNS] = {
    {"2022年威海市重点项目投资完成情况调度表"},
    {"填报单位：市发展和改革委员会", "", "", "", "", "", "", "截至2022年11月底", "", "", "", "", "单位：万元"},
    {"序号", "项目名称", "项目代码", "项目单位", "", "所属区市", "所属领域", "行业主管部门", "项目级别", "建设起止年限",
     "投资情况", "", "", "", "备注"},
    {"", "", "", "名称", "统一社会信用代码", "", "", "", "", "", "计划总投资", "年度计划投资", "1-11月累计完成投资",
     "投资完成率（%）", ""},
    {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"},
    {"一、先进制造业"},
    {"#1", "碳纤维及复合材料产业园", "2203-371002-04-01-123451", "威海拓远新材料有限公司", "91371002MAENGMDHT0", "环翠区",
     "先进制造业", "市工业和信息化局", "省重点", "2021-2023", "#120000", "#45000", "#52000.5", "115.6%", ""},
    {"#2", "智能打印设备生产基地", "２２０４－３７１００２－０４－０１－２２３４５２", "威海新北方设备有限公司", "91350100M000100Y4A",
     "环翠区", "先进制造业", "市工业和信息化局", "市重点", "2022年3月-2024年6月", "5.8亿元", "２００００", "18,600", "93%", "信用代码待核"},
    {"#3", "海洋生物医药中试车间", "2203-*-04-01-*", "威海海之源生物有限公司", "", "荣成市", "先进制造业",
     "市工业和信息化局、市海洋发展局", "市重点", "2022-2023", "#36000", "#12000", "约8000", "", ""},
    {"小计", "3个", "", "", "", "", "", "", "", "", "#214000", "#77000", "", "", ""},
    {"二、城市建设"},
    {"#4", "滨海大道北段改造工程", "2111-371002-04-01-323453", "威海城市建设投资集团", "", "环翠区", "城市建设",
     "市住房和城乡建设局", "市重点", "2021-2022", "#8600", "#4300", "#5900", "", ""},
    {"#5", "老旧小区改造（三期）", "", "文登区住房和城乡建设局", "", "文登区", "城市建设", "市住房和城乡建设局", "市重点",
     "2022", "#15200", "#15200", "#9,120", "60%", "项目代码 /"},
    {"#6", "污水处理厂提标改造", "2019-371082-46-01-010487", "荣成市水务集团", "", "荣成市", "城市建设",
     "市住房和城乡建设局60%、市生态环境局40%", "省重点、市重点", "2020年6月-2022年12月", "#22000", "#6000", "#6000", "100%", ""},
    {"#7", "滨海大道北段改造工程", "", "荣成市交通集团", "", "荣成市", "城市建设", "市交通运输局", "市重点", "2022-2023",
     "#9000", "#3000", "无", "", "与环翠区同名"},
    {"#8", "停车场及充电设施", "2205-371083-04-01-423454", "乳山市城建集团", "", "乳山", "城市建设", "市住房和城乡建设局",
     "市重点", "2023-2021", "#3200", "#2000", "#4100", "", ""},
    {"#9", "跨境电商物流园", "2206-371002-04-01-523455", "威海跨境物流有限公司", "", "环翠区", "现代服务业", "市商务局",
     "市重点", "2022-2024", "１．２亿元", "#5000", "#3350", "", ""},
    {"合计", "9个", "", "", "", "", "", "", "", "", "#432000", "#132500", "", "", ""},
    {"备注：1.计划总投资以立项文件为准；2.停缓建项目请另附说明。"},
    {"填表人：王某某", "", "", "联系电话：0631-5200000", "", "", "", "填报日期：2022年12月5日"},
};
enum { DIRTY_ROWS = sizeof dirty_rows / sizeof dirty_rows[0] };

static inline const char *dirty_text(size_t row, size_t column) {
    const char *text = dirty_rows[row][column];
    return text ? text : "";
}

static inline void dirty_xlsx(const char *path) {
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "重点项目");
    static const int merges[][4] = {{0, 0, 0, 14}, {2, 3, 2, 4}, {2, 10, 2, 13}, {2, 0, 3, 0}, {2, 1, 3, 1}, {2, 2, 3, 2},
                                    {2, 5, 3, 5},  {2, 6, 3, 6}, {2, 7, 3, 7},   {2, 8, 3, 8}, {2, 9, 3, 9}, {2, 14, 3, 14}};
    for (size_t i = 0; i < sizeof merges / sizeof merges[0]; i++)
        worksheet_merge_range(sheet, (lxw_row_t)merges[i][0], (lxw_col_t)merges[i][1], (lxw_row_t)merges[i][2],
                              (lxw_col_t)merges[i][3], "", NULL);
    for (size_t r = 0; r < DIRTY_ROWS; r++)
        for (size_t c = 0; c < DIRTY_COLUMNS; c++) {
            const char *text = dirty_text(r, c);
            lxw_row_t row = (lxw_row_t)r;
            lxw_col_t column = (lxw_col_t)c;
            bool is_number = *text == '#' && !strchr(text, ',');
            if (is_number) worksheet_write_number(sheet, row, column, strtod(text + 1, NULL), NULL);
            else if (*text) worksheet_write_string(sheet, row, column, text + (*text == '#'), NULL);
        }
    workbook_close(book);
}

static inline void dirty_cell(FILE *f, iconv_t to, const char *text) {
    char in[512], out[1024], *from = in, *into = out;
    snprintf(in, sizeof in, strchr(text, ',') ? "\"%s\"" : "%s", text);
    size_t in_left = strlen(in), out_left = sizeof out;
    if (iconv(to, &from, &in_left, &into, &out_left) == (size_t)-1) abort();
    fwrite(out, 1, sizeof out - out_left, f);
}

static inline void dirty_csv(const char *path) {
    FILE *f = fopen(path, "wb");
    iconv_t to = iconv_open("GB18030", "UTF-8");
    if (!f) abort();
    for (size_t r = 0; r < DIRTY_ROWS; r++) {
        for (size_t c = 0; c < DIRTY_COLUMNS; c++) {
            const char *text = dirty_text(r, c);
            if (c) fputc(',', f);
            dirty_cell(f, to, text + (*text == '#'));
        }
        fputs("\r\n", f);
    }
    iconv_close(to);
    fclose(f);
}
