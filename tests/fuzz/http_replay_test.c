/* The corpus of http, once more. */
#include "fuzz/http_fuzz.c"
#include "fuzz/replay.h"

REPLAY(http)
