/* edit_form -- what the forms of this room are made of: inputs that keep what was typed. */
#pragma once
#include "domain/overview/asked.h"
#include "web/input.h"

/* The day in the city's own zone. */
must_use enum err edit_today(struct req *q, int32_t *ret_day);

/* An input of an amount in 万元. */
struct part_input_view edit_amount(struct req *q, const char *name, enum word label, const char *value);
/* A select over "a|b|c", in the words of `column` (choice_word); with an empty choice unless it is required. */
struct part_input_view edit_choice(struct req *q, const char *name, enum word label, const char *column, const char *choices,
                                   const char *value, bool is_required);
/* A day or an amount in 万元 as people type them; what cannot be read becomes a fault of the parameter. */
int32_t edit_read_day(struct req *q, const char *name);
int32_t edit_read_day_last(struct req *q, const char *name); /* of a month or year that is all that was typed */
int32_t edit_read_month(struct req *q, const char *name);
int64_t edit_read_fen(struct req *q, const char *name);

/* "名称：请填写…" */
struct both edit_fault(struct req *q, struct both label, struct both text);
