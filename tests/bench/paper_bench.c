/* usage: paper_bench
 *
 * How long a document of 30 pages takes, as bulletins are: headings, paragraphs, tables with lights and bars. Prints the
 * milliseconds of the first one in a process (fonts are opened), then those of the next, and what it was. CPU. */
#include "cpu.h"
#include "paper/paper.h"
#include <stdio.h>

enum { PAGES = 30, SECTIONS = 12, ROWS = 56 };

static struct paper *document(struct arena *a) {
    static const struct paper_column columns[] = {{"序号", 2, PAPER_MIDDLE}, {"项目", 14, PAPER_LEFT}, {"责任单位", 8, PAPER_LEFT},
                                                  {"灯", 4, PAPER_LEFT}, {"完成投资（万元）", 6, PAPER_RIGHT},
                                                  {"完成率", 5, PAPER_RIGHT}};
    struct paper *p = paper_new(a, &(struct paper_info){.lang = ZH, .style = PAPER_REPORT, .title = "通报", .author = "项目办",
                                                        .footer = "项目办 2022-12-06，截至 2022-11-30", .at_ms = 0});
    paper_head(p, "威海市重点项目建设指挥部办公室", "威项办〔2022〕11号");
    paper_title(p, "关于11月份重点项目进展情况的通报");
    for (int s = 1; s <= SECTIONS; s++) {
        paper_heading(p, 1, arena_printf(a, "%d、各区市进展情况", s));
        for (int i = 0; i < 3; i++)
            paper_text(p, "截至11月末，全市重点项目完成投资1,234.56亿元，占年度计划的92.3%，快于时间进度0.6个百分点；已开工项目"
                          "占应开工项目的98.1%，红灯项目比上月减少7个，问题办结率为83.4%。");
        paper_table(p, "项目进展", columns, 6);
        for (int r = 1; r <= ROWS; r++) {
            const struct paper_cell cells[] = {
                PAPER_CELL(arena_printf(a, "%d", r)),
                PAPER_CELL(arena_printf(a, "第%d号高端装备制造产业园（二期）及配套基础设施工程", s * ROWS + r)),
                PAPER_CELL("市工业和信息化局"), {.text = r % 3 ? "绿灯" : "红灯", .mark = r % 3 ? PAPER_GREEN_DISC : PAPER_RED_SQUARE},
                PAPER_CELL(arena_printf(a, "%d,%03d.%02d", r, r * 17 % 1000, r % 100)),
                {.text = arena_printf(a, "%d.%d%%", r, s), .has_bar = true, .bar_bp = r * 200}};
            paper_row(p, cells);
        }
    }
    return p;
}

int main(void) {
    double took[2];
    size_t pages = 0, bytes = 0;
    for (int run = 0; run < 2; run++) {
        struct arena *a = arena_new((size_t)256 << 20);
        struct out *o = out_in(a, 0);
        double start = cpu_us();
        if (paper_print(document(a), o, &pages) != OK) return 1;
        took[run] = (cpu_us() - start) / 1e3;
        bytes = o->len;
        arena_done(a);
    }
    if (pages < PAGES) return 1;
    printf("%.0f\n%.0f\n%zu pages, %zu kB\n", took[0] * PAGES / (double)pages, took[1] * PAGES / (double)pages,
        pages, bytes / 1000);
    return 0;
}
