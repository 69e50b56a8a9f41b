/* replay -- the kept corpus of one fuzzer as an ordinary test: include NAME_fuzz.c, then REPLAY(NAME). */
#pragma once
#include "package.h"
#include <dirent.h>

static inline void replay_folder(const char *folder) {
    char path[512];
    size_t files = 0;
    DIR *names = opendir(folder);
    assert_non_null(names);
    for (struct dirent *entry; (entry = readdir(names));) {
        if (*entry->d_name == '.') continue;
        size_t n;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unsigned char *bytes = bytes_of(path, &n);
        LLVMFuzzerTestOneInput(bytes, n);
        free_bytes(bytes);
        files++;
    }
    closedir(names);
    assert_true(files > 0);
}

#define REPLAY(name)                                                                                         \
    TEST(the_kept_corpus_of_##name##_breaks_no_promise) { replay_folder("tests/fuzz/corpus/" #name); }       \
    TEST_MAIN(T(the_kept_corpus_of_##name##_breaks_no_promise))
