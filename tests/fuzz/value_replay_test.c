/* The corpus of value, once more. */
#include "fuzz/value_fuzz.c"
#include "fuzz/replay.h"

REPLAY(value)
