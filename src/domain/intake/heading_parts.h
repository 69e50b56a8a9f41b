/* heading_parts -- a heading taken apart: unit, year, months and the words that tell what it states. */
#pragma once
#include "base/text.h"

enum {
    SAYS_SINCE = 1,       /* 自开工以来 */
    SAYS_BEFORE = 2,      /* 至上年底 */
    SAYS_YTD = 4,         /* 年初至今 */
    SAYS_CUMULATIVE = 8,  /* 累计 */
    SAYS_UPTO = 16,       /* 截至 */
    SAYS_THIS_YEAR = 32,  /* 本年, 年度 */
    SAYS_THIS_MONTH = 64, /* 本月 */
    SAYS_PLAN = 128,
    SAYS_DONE = 256,
    SAYS_TOTAL = 512,
    SAYS_INVEST = 1024,
    SAYS_BUREAU = 2048,
    SAYS_SHARE = 4096,    /* a rate or growth: computed, not stated */
    SAYS_FIRST = 8192,    /* 原计划 */
    SAYS_LAST_YEAR = 16384,
    SAYS_YEAR_END = 32768, /* 2021年底 */
    SAYS_PROVISIONAL = 65536 /* 暂定 */
};

struct heading_parts {
    const char *whole; /* folded, without unit, notes and punctuation */
    const char *plain; /* the same without what was read as year and months */
    const char *rest;  /* what no word of ours explains */
    unsigned says;
    bool plan_first;   /* 计划 stands before 完成 */
    int64_t unit_fen;
    int year, month_first, month_last, year_last; /* 0: not said */
    int revision;      /* 第2版 */
};

struct heading_parts heading_take_apart(struct arena *a, const char *text);
