/* The corpus of xls, once more. */
#include "fuzz/xls_fuzz.c"
#include "fuzz/replay.h"

REPLAY(xls)
