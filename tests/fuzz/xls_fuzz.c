/* Any bytes behind the head of a compound file. */
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const unsigned char head[8] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    if (size < sizeof head || size > 256 << 10) return 0;
    int fd = fuzz_file(data, size);
    promise(pwrite(fd, head, sizeof head, 0) == (ssize_t)sizeof head);
    fuzz_sheet(fd);
    return 0;
}
