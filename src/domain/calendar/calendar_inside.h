/* calendar_inside -- rules between their rows in the ledger and their terms; inside of the room. */
#pragma once
#include "domain/calendar/reporting.h"

struct reporting_rule; /* calendar_queries.h */

/* "12:25 2:20": other numbers for the periods that end in a month. False if it cannot be read. */
bool due_in_read(const char *text, int due_in[12]);
const char *due_in_text(struct arena *a, const int due_in[12]);
/* False if it has a word that nobody knows. */
bool report_terms_read(const struct reporting_rule *row, struct report_terms *ret);
