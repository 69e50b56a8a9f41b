/* project_code -- the national project code 全国投资项目代码, recognised and explained, never minted.
 *
 * GB/T 40058-2021 writes 24 characters in five segments, 2511-440233-04-01-908567: time of assignment
 * (year and month), region, guiding department, project type, five random digits and a check digit.
 * The format before the change of November 2020 has the same shape but begins with a year,
 * 2019-340500-83-01-027888; the first segment tells them apart, because no month is above 12.
 * The formula of the check digit is not published, so it is not judged here.
 *
 * Forgiven are full-width digits, dashes of any kind, blanks, a label with a colon in front and missing
 * hyphens between 20 digits. Everything else is refused with the reason: masked digits, placeholders,
 * numbers of tenders or documents. A recognised code says nothing about whether it was ever assigned. */
#pragma once
#include "base/words.h"

enum project_code_format { PROJECT_CODE_NONE, PROJECT_CODE_OLD, PROJECT_CODE_NEW };
enum { PROJECT_CODE_TEXT = 25, PROJECT_CODE_SEGMENTS = 5 };

struct project_code_reading {
    bool ok;
    enum project_code_format format;
    char code[PROJECT_CODE_TEXT]; /* as the standard writes it; "" if not ok, like all below */
    char time[5], region[7], department[3], type[3], serial[7];
    struct both fault;            /* why it is none, when not ok */
};

/* What one segment is and what it says: {"2511", "time code", "assigned in November 2025"}. */
struct project_code_segment {
    const char *text;
    struct both name, meaning;
};

/* Reads what may be a code. Texts of the fault live in the arena. */
struct project_code_reading project_code_read(struct arena *a, const char *text);
/* The five segments of a recognised code, left to right. */
void project_code_explain(struct arena *a, const struct project_code_reading *code,
                          struct project_code_segment ret_segments[static PROJECT_CODE_SEGMENTS]);
/* "new", "old" or "none". */
const char *project_code_format_name(enum project_code_format format);
