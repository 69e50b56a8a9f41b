/* Any bytes as a csv (or whatever they are taken for). */
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_sheet(fuzz_file(data, size));
    return 0;
}
