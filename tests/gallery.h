/* gallery -- every page with believable sample data, written as files for pictures and for the
 * browser's checks. Not shipped; not a test by itself: tests/browser/gallery_test.mjs looks at
 * what it writes. */
#pragma once
#include "base/day.h"
#include "base/json.h"
#include "base/money.h"
#include "store/db.h"
#include "web/format.h"
#include "web/svg.h"
#include "web/view.h"
#include <math.h>

struct gallery {
    struct arena *a;
    enum lang lang;
    const char *dir;
    const char *here; /* the menu entry that is lit */
    struct page_frame frame;
};

/* Writes DIR/NAME-LANG.html. */
void gallery_page(struct gallery *g, const char *name, const char *title, const struct view_def *def,
                  const void *view);

void gallery_board(struct gallery *g);
void gallery_list(struct gallery *g);
void gallery_project(struct gallery *g);
void gallery_timeline(struct gallery *g);
void gallery_figures(struct gallery *g);
void gallery_intake(struct gallery *g);
void gallery_people(struct gallery *g);
void gallery_roster(struct gallery *g);
void gallery_signin(struct gallery *g);
void gallery_calendar(struct gallery *g);
void gallery_reminders(struct gallery *g);
void gallery_rounds(struct gallery *g);
void gallery_rules(struct gallery *g);
void gallery_outlook(struct gallery *g);
void gallery_transfers(struct gallery *g);
void gallery_desk(struct gallery *g);
void gallery_duty(struct gallery *g);
void gallery_dispatch(struct gallery *g);
void gallery_bulletins(struct gallery *g);
void gallery_letters(struct gallery *g);
void gallery_notes(struct gallery *g);
void gallery_cockpit(struct gallery *g);
void gallery_problems(struct gallery *g);
void gallery_audit(struct gallery *g);

/* 万元 and 亿元, as people say amounts. */
static inline int64_t wan(int64_t n) {
    return n * FEN_PER_WAN;
}
static inline int64_t yi(double n) {
    return llround(n * (double)FEN_PER_YI);
}
#define BOTH(zh, en) ((struct both){{(zh), (en)}})
