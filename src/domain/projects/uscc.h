/* uscc -- the unified social credit code 统一社会信用代码 (GB 32100-2015) of a project unit.
 *
 * 18 characters: registering department, organisation class, 6 digits region, 9 characters
 * organisation code, one check character; no I, O, S, V, Z. Codes that were really issued and fail
 * the check exist (early pilots), so a failing check is a warning and the code is kept; only what
 * has not the shape is none. */
#pragma once
#include "base/words.h"

enum uscc_state { USCC_NONE, USCC_CHECK_FAILS, USCC_OK };
enum { USCC_TEXT = 19 };

struct uscc_reading {
    enum uscc_state state;
    char code[USCC_TEXT]; /* capitals, half-width; "" for USCC_NONE */
    char check;           /* the check character that would be right; 0 for USCC_NONE */
    struct both fault;    /* why it is none, or what the check finds */
};

/* Reads what may be a credit code. Texts of the fault live in the arena. */
struct uscc_reading uscc_read(struct arena *a, const char *text);
