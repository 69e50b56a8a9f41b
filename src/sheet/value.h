/* value -- how the text of one cell becomes a value, or why it does not.
 *
 * Departments write "11.88亿元", "二○一○年五月六日", "51.92亩", "4300多亿元", "(略)".
 * Each reader gives the one value a careful reader would take, or a sentence that
 * says what is in the way. Nothing is guessed: what is approximate, masked, in a
 * foreign currency or out of range is refused. A blank, a dash or 无 is OK and
 * *not known*, which is never zero. All arithmetic is exact; what had to be cut is
 * told in `note`, as is anything else worth a look: the value stands all the same.
 *
 * Every reader returns OK or ERR_INVALID with the sentence in `ret_fault`. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "sheet/sheet.h"

/* A note without text has in[ZH] == NULL. */
static inline bool value_has_note(struct both note) { return note.in[ZH] != NULL; }

/* ---- amounts ---- */

struct amount_unit {
    const char *name; /* 万元 */
    int power;        /* fen = number × 10^power: 元 2, 万元 6, 亿元 10 */
};
/* The unit of so many fen: 1, 100, 1,000,000 … ; other numbers are a bug. */
const struct amount_unit *amount_unit_of(int64_t unit_fen);
extern const struct amount_unit AMOUNT_FEN, AMOUNT_YUAN, AMOUNT_WAN, AMOUNT_YI;

/* The unit a heading tells: 总投资（万元）, 年度计划投资/亿元, "单位：万元"; false if it tells none. */
bool amount_unit_find(struct arena *a, struct span heading, const struct amount_unit **ret_unit);

struct value_amount {
    int64_t fen; /* NO_FEN: not known */
    struct both note;
};
/* A unit in the cell is stronger than `heading_unit`, which may be NULL: a bare number is then refused.
 * Parts of a fen are rounded half away from zero, with a note. */
enum err value_read_amount(struct arena *a, struct span text, const struct amount_unit *heading_unit,
                           struct value_amount *ret_amount, struct both *ret_fault) must_use;

/* ---- dates ---- */

enum date_precision { DATE_UNKNOWN, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_MINUTE, DATE_SECOND };

struct value_date {
    enum date_precision precision; /* DATE_UNKNOWN: blank, days are NO_DAY */
    bool is_range;                 /* two dates were written */
    int32_t day_first, day_last;   /* the first and the last day meant: a month is its first and last day */
    int32_t second;                /* of the day, for DATE_MINUTE and DATE_SECOND, else 0 */
    struct both note;
};
struct date_options {
    bool month_first; /* 03/10/2026 is 10 March; by default it is 3 October */
};
/* `options` may be NULL. An order of day and month that could be read both ways gets a note, and so does a bare
 * number such as 44927, which is a spreadsheet's day number. */
enum err value_read_date(struct arena *a, struct span text, const struct date_options *options,
                         struct value_date *ret_date, struct both *ret_fault) must_use;
/* "2022-11-30", "2022-11", "2022", "2015-05-14T17:15", "2015-06/2020-05"; "" if not known. */
const char *value_date_print(struct arena *a, const struct value_date *date);

/* ---- numbers with other units ---- */

/* An exact decimal and the nearest double to count with; not known: text "" and is_known false. */
struct value_number {
    bool is_known;
    const char *text; /* "-0.23" */
    double value;
    const char *unit; /* "%", "pp", "m2" … as the reader says below */
    struct both note;
};
/* Percent: unit "%" or "pp" (percentage points); "慢于时间进度0.23个百分点" is -0.23 pp. A bare number is percent. */
enum err value_read_percent(struct arena *a, struct span text, struct value_number *ret_percent,
                            struct both *ret_fault) must_use;
/* Area in m²: 平方米 ㎡ 亩 公顷 平方公里 km2; a bare number takes `heading_unit` ("亩", NULL is refused).
 * An area in 亩 that is no whole number of decimetres is rounded to 0.1 m², with a note. */
enum err value_read_area(struct arena *a, struct span text, const char *heading_unit, struct value_number *ret_area,
                         struct both *ret_fault) must_use;
/* A plain number: 1,234.5; unit "". */
enum err value_read_number(struct arena *a, struct span text, struct value_number *ret_number,
                           struct both *ret_fault) must_use;

enum duration_unit { DURATION_DAYS, DURATION_WORKING_DAYS, DURATION_MONTHS, DURATION_YEARS };
struct value_duration {
    bool is_known;
    int32_t count;
    enum duration_unit unit;
    struct both note;
};
/* 12个月, 730日历天, 十日, 5个工作日, 一年半; "2026年3月5日-11日(5个工作日)". A bare number takes
 * `heading_unit` ("月"; NULL is refused). */
enum err value_read_duration(struct arena *a, struct span text, const char *heading_unit,
                             struct value_duration *ret_duration, struct both *ret_fault) must_use;
const char *duration_unit_name(enum duration_unit unit, enum lang lang);

/* ---- names and codes ---- */

/* A name as it is stored: half-width, single blanks, without colons, commas or full stops at the end; "" for a
 * blank or a dash. Refused when part of it is masked: 武平工业 (略). */
enum err value_read_name(struct arena *a, struct span text, const char **ret_name, struct both *ret_fault) must_use;
/* A code: upper case letters, digits and - ; blanks and full-width forms mended; "" for a blank. A cell that lost
 * digits as a number is refused. */
enum err value_read_code(struct arena *a, const struct cell *cell, const char **ret_code, struct both *ret_fault) must_use;

/* The number of a document 发文字号 by GB/T 9704-2012, 7.2.5: the characters of the office, the year in full in 〔〕,
 * a serial without 第 and without leading zeros, 号. */
struct value_docno {
    const char *text;   /* 侯发改审批〔2024〕210号; "" for a blank */
    const char *agency; /* 侯发改审批 */
    int year, serial;   /* 0 for a blank */
    struct both note;
};
/* Other brackets, blanks and full-width digits are mended, with a note; what breaks the standard is refused. */
enum err value_read_docno(struct arena *a, struct span text, struct value_docno *ret_docno,
                          struct both *ret_fault) must_use;

/* ---- cells: a number or date that the sheet stores as such is taken as stored, not as shown ---- */

enum err value_amount_of(struct arena *a, const struct cell *cell, const struct amount_unit *heading_unit,
                         struct value_amount *ret_amount, struct both *ret_fault) must_use;
enum err value_date_of(struct arena *a, const struct cell *cell, const struct date_options *options,
                       struct value_date *ret_date, struct both *ret_fault) must_use;
enum err value_percent_of(struct arena *a, const struct cell *cell, struct value_number *ret_percent,
                          struct both *ret_fault) must_use;
enum err value_area_of(struct arena *a, const struct cell *cell, const char *heading_unit, struct value_number *ret_area,
                       struct both *ret_fault) must_use;

/* True for a cell that says nothing: blank, dashes, /, 无, 空, N/A, 不详, 待定. */
bool value_is_blank(struct span text);
