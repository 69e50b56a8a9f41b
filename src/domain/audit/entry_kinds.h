/* entry_kinds -- kinds of journal entries in words, those of no project too. */
#pragma once
#include "domain/overview/asked.h"

struct both journal_kind_word(const char *kind);
/* For a select: all first, then those of projects; with_city: also the others. */
void journal_kinds_choose(struct req *q, const char *chosen, bool with_city, const struct part_choice_view **ret,
                          size_t *ret_count);
