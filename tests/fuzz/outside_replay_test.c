/* The corpus of outside, once more. */
#include "fuzz/outside_fuzz.c"
#include "fuzz/replay.h"

REPLAY(outside)
