/* Every input that fuzzing has kept is read again, under the sanitizers, each time the tests run. */
#include "tap.h"
#include <dirent.h>

#define LLVMFuzzerTestOneInput http_one
#include "http_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput form_one
#include "form_fuzz.c"

static int read_again(const char *folder, int (*one)(const uint8_t *, size_t)) {
    static uint8_t bytes[1 << 16];
    DIR *dir = opendir(folder);
    if (!dir) fail_msg("%s is not there; run the tests at the root of the tree", folder);
    int n = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        FILE *f = e->d_name[0] == '.' ? NULL : fopen(path, "rb");
        if (!f) continue;
        one(bytes, fread(bytes, 1, sizeof bytes, f));
        fclose(f);
        n++;
    }
    closedir(dir);
    return n;
}

TEST(kept_heads_are_read_again) { assert_true(read_again("tests/fuzz/http_corpus", http_one) > 20); }
TEST(kept_bodies_are_read_again) { assert_true(read_again("tests/fuzz/form_corpus", form_one) > 20); }

TEST_MAIN(T(kept_heads_are_read_again), T(kept_bodies_are_read_again))
