/* tap -- what every test file includes: cmocka, an arena, where the shared data lie.
 *
 * A test is a sentence: static void a_leap_day_is_read(void **state). TEST_MAIN
 * runs them and prints TAP, which script/test counts. */
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST(name) static void name(__attribute__((unused)) void **state)
#define TEST_MAIN(...)                                                                                       \
    int main(void) {                                                                                         \
        cmocka_set_message_output(CM_OUTPUT_TAP);                                                            \
        const struct CMUnitTest tests[] = {__VA_ARGS__};                                                     \
        return cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);                                     \
    }
#define T(name) cmocka_unit_test(name)

/* The folder of shared data that may not be shipped, or skip the test. */
static inline const char *shared_data_or_skip(void) {
    const char *dir = getenv("QIPAN_SHARED");
    if (!dir || !*dir) skip();
    return dir;
}
