/* money -- integer fen, printed for people in yuan, 万元 (10^4 yuan) or 亿元 (10^8 yuan).
 *
 * NO_FEN means "not known"; it is never zero. Rounding for people is half away
 * from zero, and only at the moment of printing. A list prints hundreds of numbers: none of
 * them goes through printf. */
#pragma once
#include "base/arena.h"
#include "base/out.h"
#include <stdint.h>

#define NO_FEN INT64_MIN
#define FEN_PER_YUAN INT64_C(100)
#define FEN_PER_WAN INT64_C(1000000)
#define FEN_PER_MILLION INT64_C(100000000)
#define FEN_PER_YI INT64_C(10000000000)
#define FEN_PER_BILLION INT64_C(100000000000)

/* `fen / unit` with `decimals` (0 to 8) digits and thousands commas: "1,010.0". NO_FEN gives "". */
const char *money_print(struct arena *a, int64_t fen, int64_t unit, int decimals);
void out_money(struct out *o, int64_t fen, int64_t unit, int decimals);
/* An integer with thousands commas. */
void out_thousands(struct out *o, int64_t n);
/* Any number with fixed decimals (0 to 8), rounded the same way, without commas: "39.3". */
void out_fixed(struct out *o, double value, int decimals);
/* Exact yuan without commas, no trailing zeros after the point: "5210286.99", for files. */
const char *money_exact(struct arena *a, int64_t fen, int64_t unit);
