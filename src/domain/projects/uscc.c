#include "domain/projects/uscc.h"
#include "base/text.h"
#include <string.h>

enum { LENGTH = USCC_TEXT - 1, BASE = 31, REGION_AT = 2, REGION_END = 8 };

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int value_of(char c) {
    const char *found = c ? strchr(alphabet, c) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

/* The outer remainder matters: without it a sum divisible by 31 would ask for a 32nd character. */
static char check_of(const char *code) {
    int sum = 0;
    for (int i = 0, weight = 1; i < LENGTH - 1; i++, weight = weight * 3 % BASE) sum += value_of(code[i]) * weight;
    return alphabet[(BASE - sum % BASE) % BASE];
}

/* The first character that cannot stand where it does, or 0. The last one is left to the check. */
static char misplaced(const char *code) {
    for (int i = 0; i < LENGTH - 1; i++) {
        int value = value_of(code[i]);
        if (value < 0 || (i >= REGION_AT && i < REGION_END && value > 9)) return code[i];
    }
    return 0;
}

struct uscc_reading uscc_read(struct arena *a, const char *text) {
    struct uscc_reading r = {0};
    char *code = text_fold(a, span_of(text));
    char *colon = strrchr(code, ':');
    if (colon) code = colon + 1;
    for (char *p = code; *p; p++)
        if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
    if (strpbrk(code, "*?")) {
        r.fault = both_word(W_uscc_masked);
    } else if (strlen(code) != LENGTH) {
        r.fault = SAY(a, W_uscc_length, both_int(a, (int64_t)utf8_count(code)));
    } else if (misplaced(code)) {
        r.fault = SAY(a, W_uscc_character, both_text(arena_copy_n(a, (char[]){misplaced(code)}, 1)));
    } else {
        memcpy(r.code, code, LENGTH);
        r.check = check_of(code);
        r.state = r.check == code[LENGTH - 1] ? USCC_OK : USCC_CHECK_FAILS;
        if (r.state == USCC_CHECK_FAILS) r.fault = SAY(a, W_uscc_check, both_text(arena_copy_n(a, &r.check, 1)));
    }
    return r;
}
