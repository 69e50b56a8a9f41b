#include "store/seal.h"
#include "store/tx.h"
#include "store_queries.h"
#include <sodium.h>
#include <string.h>

/* Sealed bytes: the form's number, the nonce, the text with its tag. */
enum {
    FORM = 1,
    KEY_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD_BYTES = 1 + NONCE_BYTES,
    SUBJECT_BYTES = 8,
};

int64_t seal_subject_new(void) {
    uint64_t n;
    randombytes_buf(&n, sizeof n);
    return (INT64_C(1) << 62) + (int64_t)(n >> 2);
}

/* The seal holds for one person: bytes moved to another row do not open there. */
static void subject_bytes(int64_t subject_id, unsigned char ret[static SUBJECT_BYTES]) {
    for (int i = 0; i < SUBJECT_BYTES; i++) ret[i] = (unsigned char)((uint64_t)subject_id >> (56 - 8 * i));
}

/* *ret_known: there is or was a key. ERR_MISSING: there is none now. */
static enum err key_of(struct tx *t, int64_t subject_id, unsigned char ret_key[static KEY_BYTES], bool *ret_known) {
    struct seal_key_find_row row = {.key = {NULL, 0}};
    try(seal_key_find(t, subject_id, &row, ret_known));
    if (row.key.len != KEY_BYTES) return ERR_MISSING;
    memcpy(ret_key, row.key.at, KEY_BYTES);
    return OK;
}

static enum err key_or_new(struct tx *t, int64_t subject_id, unsigned char ret_key[static KEY_BYTES]) {
    bool known = false;
    enum err e = key_of(t, subject_id, ret_key, &known);
    if (e != ERR_MISSING || known) return e;
    must(sodium_init() >= 0);
    crypto_aead_xchacha20poly1305_ietf_keygen(ret_key);
    int64_t added = 0;
    return seal_key_add(t, subject_id, (struct blob){ret_key, KEY_BYTES}, &added);
}

enum err seal_close(struct tx *t, int64_t subject_id, const char *text, struct blob *ret_sealed) {
    must(t->write);
    if (!text) {
        *ret_sealed = (struct blob){NULL, 0};
        return OK;
    }
    unsigned char key[KEY_BYTES], subject[SUBJECT_BYTES];
    try(key_or_new(t, subject_id, key));
    size_t len = strlen(text);
    unsigned char *bytes = arena_alloc(t->arena, HEAD_BYTES + len + TAG_BYTES);
    subject_bytes(subject_id, subject);
    bytes[0] = FORM;
    randombytes_buf(bytes + 1, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + HEAD_BYTES, NULL, (const unsigned char *)text, len, subject,
                                               sizeof subject, NULL, bytes + 1, key);
    sodium_memzero(key, sizeof key);
    *ret_sealed = (struct blob){bytes, HEAD_BYTES + len + TAG_BYTES};
    return OK;
}

enum err seal_open(struct tx *t, int64_t subject_id, struct blob sealed, const char **ret_text) {
    if (!sealed.at) {
        *ret_text = NULL;
        return OK;
    }
    bool known = false;
    unsigned char key[KEY_BYTES], subject[SUBJECT_BYTES];
    try(key_of(t, subject_id, key, &known));
    const unsigned char *bytes = sealed.at;
    int refused = -1;
    unsigned char *text = NULL;
    if (sealed.len >= HEAD_BYTES + TAG_BYTES && bytes[0] == FORM) {
        text = arena_alloc(t->arena, sealed.len - HEAD_BYTES - TAG_BYTES + 1);
        subject_bytes(subject_id, subject);
        refused = crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL, NULL, bytes + HEAD_BYTES,
                                                             sealed.len - HEAD_BYTES, subject, sizeof subject,
                                                             bytes + 1, key);
    }
    sodium_memzero(key, sizeof key);
    if (refused) return store_fail(t->arena, ERR_STORE, W_store_seal, "seal_open");
    *ret_text = (const char *)text;
    return OK;
}

enum err seal_destroy(struct tx *t, int64_t subject_id) {
    int64_t changed = 0;
    try(seal_key_destroy(t, subject_id, &changed));
    if (changed == 0) return ERR_MISSING;
    try(tx_entry_begin(t));
    t->has_entry = true;
    return OK;
}
