/* The corpus of xlsx, once more. */
#include "fuzz/xlsx_fuzz.c"
#include "fuzz/replay.h"

REPLAY(xlsx)
