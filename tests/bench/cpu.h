/* cpu -- the time a bench counts: that of the process, which a busy machine disturbs less than the clock. */
#pragma once
#include <time.h>

static inline double cpu_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}
