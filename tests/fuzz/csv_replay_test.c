/* The corpus of csv, once more. */
#include "fuzz/csv_fuzz.c"
#include "fuzz/replay.h"

REPLAY(csv)
