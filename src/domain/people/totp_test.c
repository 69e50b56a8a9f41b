/* Codes by time against the published ones. */
#include "tap.h"
#include "domain/people/totp.h"

static const char KEY[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* "12345678901234567890", as both RFCs use it */

/* RFC 6238, appendix B, SHA-1; six digits are the last six of its eight. */
TEST(codes_are_those_of_the_standard) {
    static const struct { int64_t seconds; int code; } known[] = {
        {59, 287082}, {1111111109, 81804}, {1111111111, 50471}, {1234567890, 5924}, {2000000000, 279037}, {20000000000, 353130}};
    for (size_t i = 0; i < countof(known); i++)
        assert_int_equal(totp_code(KEY, totp_step(known[i].seconds * 1000)), known[i].code);
}

/* RFC 4226, appendix D: the same by counter. */
TEST(codes_by_counter_are_those_of_the_standard) {
    static const int known[] = {755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489};
    for (int i = 0; i < (int)countof(known); i++) assert_int_equal(totp_code(KEY, i), known[i]);
    assert_int_equal(totp_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", 0), -1);
    assert_int_equal(totp_code("GEZDGNBV", 0), -1);
}

TEST(a_code_is_good_one_step_early_or_late_and_not_two_nor_twice) {
    const int64_t now = INT64_C(1111111109) * 1000, step = totp_step(now);
    assert_int_equal(totp_step_of(KEY, "081804", now, 0), step);
    assert_int_equal(totp_step_of(KEY, " 081 804 ", now, 0), step);
    assert_int_equal(totp_step_of(KEY, "081804", now + TOTP_STEP_MS, 0), step);
    assert_int_equal(totp_step_of(KEY, "081804", now - TOTP_STEP_MS, 0), step);
    assert_int_equal(totp_step_of(KEY, "081804", now + 2 * TOTP_STEP_MS, 0), -1);
    assert_int_equal(totp_step_of(KEY, "081804", now - 2 * TOTP_STEP_MS, 0), -1);
    assert_int_equal(totp_step_of(KEY, "081804", now, step), -1);
    static const char *const bad[] = {"", "81804", "0818040", "08180a", "-81804", "０８１８０４"};
    for (size_t i = 0; i < countof(bad); i++) assert_int_equal(totp_step_of(KEY, bad[i], now, 0), -1);
}

TEST(a_key_is_new_each_time_and_an_address_says_all_of_it) {
    char x[TOTP_KEY_TEXT], y[TOTP_KEY_TEXT];
    struct arena *a = arena_new(0);
    totp_key_new(x);
    totp_key_new(y);
    assert_string_not_equal(x, y);
    assert_true(totp_code(x, 1) >= 0);
    assert_string_equal(totp_key_groups(a, "ABCDEFGH"), "ABCD EFGH");
    assert_string_equal(totp_address(a, "KEY", "棋盘 A", "li.na"),
                        "otpauth://totp/%E6%A3%8B%E7%9B%98%20A:li.na?secret=KEY&issuer=%E6%A3%8B%E7%9B%98%20A"
                        "&algorithm=SHA1&digits=6&period=30");
    arena_done(a);
}

TEST_MAIN(T(codes_are_those_of_the_standard), T(codes_by_counter_are_those_of_the_standard),
          T(a_code_is_good_one_step_early_or_late_and_not_two_nor_twice),
          T(a_key_is_new_each_time_and_an_address_says_all_of_it))
