/* demo_voices -- what people of the practice city say of lights, and waivers: one in force, one that waits, one that ended. */
#pragma once
#include "app/demo_people.h"

enum { DEMO_VOICE_STEPS = 8 };
struct demo_voices {
    int64_t waiver_id[DEMO_VOICE_STEPS];
};
int64_t demo_voice_moment(int step);
/* The account of who does it; 0: nobody is there who could. */
int64_t demo_voice_by(const struct demo_people *p, int step);
must_use enum err demo_voice_put(struct tx *t, struct demo_voices *made, const struct demo *d, const struct demo_people *p,
                                 int step);
