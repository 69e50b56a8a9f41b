/* The corpus of code, once more. */
#include "fuzz/code_fuzz.c"
#include "fuzz/replay.h"

REPLAY(code)
