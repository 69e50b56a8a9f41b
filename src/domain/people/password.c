#include "domain/people/password.h"
#include "base/text.h"
#include "domain/people/common_password.h"
#include <pthread.h>
#include <semaphore.h>
#include <sodium.h>
#include <string.h>

static sem_t hashes;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char nothing[PASSWORD_HASH_MAX]; /* the hash of nobody's password */

static const unsigned long long OPERATIONS = crypto_pwhash_OPSLIMIT_INTERACTIVE;
static const size_t MEMORY = crypto_pwhash_MEMLIMIT_INTERACTIVE;

static void prepare(void) {
    must(sodium_init() >= 0);
    sem_init(&hashes, 0, PASSWORD_HASHES_MAX);
    char random[32];
    randombytes_buf(random, sizeof random);
    must(crypto_pwhash_str(nothing, random, sizeof random, OPERATIONS, MEMORY) == 0);
}

static void hashes_enter(void) {
    pthread_once(&once, prepare);
    while (sem_wait(&hashes)) continue; /* a signal interrupted the wait */
}

/* One character again and again, or each the next (or the one before) of the last: aaaaaaaaaa, 1234567890. */
static bool is_a_run(const char *text) {
    int step = text[1] - text[0];
    if (step < -1 || step > 1) return false;
    for (size_t i = 1; text[i]; i++) {
        int d = text[i] - text[i - 1];
        if (d != step && !(text[i] == '0' && text[i - 1] == '9')) return false;
    }
    return true;
}

/* The same short piece again and again: abcabcabcabc. */
static bool is_a_repetition(const char *text) {
    size_t n = strlen(text);
    for (size_t piece = 1; piece <= n / 3; piece++) {
        size_t i = piece;
        while (i < n && text[i] == text[i - piece]) i++;
        if (i == n) return true;
    }
    return false;
}

bool password_fits(struct arena *a, const char *password, const char *login, struct both *ret_fault) {
    size_t points = utf8_count(password);
    if (points < PASSWORD_POINTS_MIN) {
        *ret_fault = SAY(a, W_password_short, both_int(a, PASSWORD_POINTS_MIN));
        return false;
    }
    if (points > PASSWORD_POINTS_MAX) {
        *ret_fault = SAY(a, W_password_long, both_int(a, PASSWORD_POINTS_MAX));
        return false;
    }
    const char *folded = text_fold(a, span_of(password));
    if (common_password(folded) || is_a_run(folded) || is_a_repetition(folded)) {
        *ret_fault = both_word(W_password_common);
        return false;
    }
    const char *name = text_fold(a, span_of(login));
    if (strlen(name) >= 4 && strstr(folded, name) && strlen(folded) < strlen(name) + 6) {
        *ret_fault = both_word(W_password_like_name);
        return false;
    }
    return true;
}

enum err password_hash(struct arena *a, const char *password, char ret_hash[static PASSWORD_HASH_MAX]) {
    hashes_enter();
    int failed = crypto_pwhash_str(ret_hash, password, strlen(password), OPERATIONS, MEMORY);
    sem_post(&hashes);
    return failed ? arena_fail(a, ERR_BUSY, "no memory to hash a password") : OK;
}

bool password_is(const char *password, const char *hash, bool *ret_rehash) {
    hashes_enter();
    bool same = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
    sem_post(&hashes);
    *ret_rehash = same && crypto_pwhash_str_needs_rehash(hash, OPERATIONS, MEMORY) != 0;
    return same;
}

void password_check_nothing(const char *password) {
    bool rehash;
    pthread_once(&once, prepare);
    (void)password_is(password, nothing, &rehash);
}

const char *password_random(struct arena *a) {
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    pthread_once(&once, prepare);
    char *text = arena_alloc(a, 24);
    for (int i = 0, w = 0; i < 20; i++) {
        if (i && i % 5 == 0) text[w++] = '-';
        text[w++] = letters[randombytes_uniform(sizeof letters - 1)];
    }
    return text;
}
