/* inbox_line -- the lines of an inbox, kept beside what waits; inside the room.
 *
 * A line says what a report states, what changed, what is odd and what was noted: all of it follows from an entry of the
 * journal and a day, and nothing of it from who looks. So it is made by whoever looks first and shared by all who look
 * at that entry on that day. What a reader may do is no part of it. */
#pragma once
#include "inbox_view.h"
#include <stdbool.h>
#include <stddef.h>

struct inbox_lines;
enum { INBOX_LINES_BYTES = 16 << 20 }; /* what is made beyond is not kept */

/* Of so many; freed with inbox_lines_done(). */
struct inbox_lines *inbox_lines_new(struct arena *a, size_t count);
void inbox_lines_done(struct inbox_lines *l);
/* One that was made; false: none yet. Its texts live as long as the lines. */
bool inbox_line_take(const struct inbox_lines *l, size_t i, struct inbox_row *ret);
/* A copy, unless another was quicker. */
void inbox_line_keep(struct inbox_lines *l, size_t i, const struct inbox_row *row);
