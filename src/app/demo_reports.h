/* demo_reports -- what the units of the practice city say of their months, true and false.
 *
 * Most reports are honest, and honest projects do odd things too: equipment comes in one month, a start is registered late,
 * an estimate is being revised. Some are false in one of the ways that the checks look for, some of them so little that
 * nobody could tell. Which is which is written to a file that is asked for, and never into the database. Published sums stay
 * as they are: what is taken from one month is put into another of the same year. */
#pragma once
#include "app/demo.h"
#include "domain/credibility/credibility.h"

enum { DEMO_REPORTS_FROM = 12 /* the months of the second year */, MONTHS_REPORTED = DEMO_MONTHS - DEMO_REPORTS_FROM };

/* How far a plant goes: false beyond doubt, false but so little that it stays below, honest though it goes beyond, honest
 * and a little odd. */
enum demo_how { PLAINLY_FALSE, BARELY_FALSE, HONEST_BEYOND, HONEST_ODD, HOWS };

/* What is true of one report under one check. */
struct demo_truth {
    int project, month;
    enum cred_check_no check;
    enum demo_how how;
    bool is_false; /* else honest, though odd */
};
/* The reports of the first `most` key projects, and what is true of them. */
void demo_reports_draw(struct demo *d, uint64_t seed, int most);
/* "platform number, month, check, false or honest", a line each. */
void demo_truth_print(const struct demo *d, struct out *o);

/* -- between demo_reports.c and demo_false.c -- */

void demo_truth_add(struct demo *d, int project, int month, enum cred_check_no check, enum demo_how how);
/* Amounts, totals and starts, before reports are drawn from them; then what reports say beside them. */
void demo_false_amounts(struct demo *d, int project, enum cred_check_no check, enum demo_how how);
/* What the reports before works say, once they are drawn. */
void demo_permit_words(struct demo *d);
void demo_false_words(struct demo *d, int project, enum cred_check_no check, enum demo_how how);
/* A report of the month is there and something was done. */
bool demo_reports_on(const struct demo_project *p, int k);
/* Invested since the start with month k, in 万元. */
int64_t demo_since_wan(const struct demo_project *p, int k);
/* Share of the total that was invested, in hundredths of a percent. */
int64_t demo_invested_bp(const struct demo_project *p, int k);
