/* series -- boards of many moments in one transaction: the largest table is read once for all of them. */
#pragma once
#include "domain/board/board.h"

struct board_series;
struct board_series *board_series_new(void);
void board_series_done(struct board_series *s);
/* The same as board_fold_plain(). */
must_use enum err board_series_fold(struct board_series *s, struct tx *t, int64_t entry, int year, struct board **ret);
