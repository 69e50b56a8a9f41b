/* How alike two texts are: what remains when signs and blanks are gone, compared by pairs of characters. */
#include "domain/credibility/credibility.h"
#include "base/text.h"
#include <stdlib.h>

enum { BP = 10000 };

static bool is_letter(uint32_t c) {
    bool is_ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    bool is_sign = c >= 0x2000 && c < 0x2E80; /* punctuation and symbols */
    bool is_cjk_sign = c >= 0x3000 && c < 0x3040;
    return c < 0x80 ? is_ascii : !is_sign && !is_cjk_sign && c != 0xFFFD;
}

static size_t letters(struct arena *a, const char *text, uint32_t **ret) {
    const char *folded = text_fold(a, span_of(text)), *at = folded, *end = folded + strlen(folded);
    uint32_t *list = arena_array(a, uint32_t, strlen(folded) + 1);
    size_t n = 0;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (is_letter(c)) list[n++] = c;
    }
    *ret = list;
    return n;
}

static int by_pair(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

/* Pairs of neighbours, sorted. */
static size_t pairs(struct arena *a, const char *text, uint64_t **ret) {
    uint32_t *list;
    size_t n = letters(a, text, &list);
    uint64_t *pair = arena_array(a, uint64_t, n + 1);
    for (size_t i = 0; i + 1 < n; i++) pair[i] = (uint64_t)list[i] << 32 | list[i + 1];
    size_t count = n ? n - 1 : 0;
    qsort(pair, count, sizeof *pair, by_pair);
    *ret = pair;
    return count;
}

int64_t cred_alike_bp(struct arena *a, const char *x, const char *y) {
    uint64_t *p, *q;
    size_t m = pairs(a, x, &p), n = pairs(a, y, &q), same = 0;
    for (size_t i = 0, j = 0; i < m && j < n;) {
        same += p[i] == q[j];
        if (p[i] == q[j]) i++, j++;
        else if (p[i] < q[j]) i++;
        else j++;
    }
    return m + n ? (int64_t)(same * 2 * BP / (m + n)) : 0;
}

static const char *number_next(const char *at, size_t *ret_len) {
    while (*at && (*at < '0' || *at > '9')) at++;
    *ret_len = strspn(at, "0123456789.");
    return at;
}

bool cred_same_numbers(const char *x, const char *y) {
    for (;;) {
        size_t m, n;
        x = number_next(x, &m), y = number_next(y, &n);
        if (m != n || strncmp(x, y, m)) return false;
        if (!m) return true;
        x += m, y += n;
    }
}
