#include "store/chain.h"
#include <openssl/evp.h>
#include <string.h>

struct digester {
    EVP_MD *algorithm;
    EVP_MD_CTX *context;
};

static void digester_done(void *handle) {
    struct digester *d = handle;
    EVP_MD_CTX_free(d->context);
    EVP_MD_free(d->algorithm);
}

struct digester *digester_new(struct arena *a, const char *algorithm) {
    const char *name = strcmp(algorithm, "sha256") == 0 ? "SHA256" : strcmp(algorithm, "sm3") == 0 ? "SM3" : NULL;
    EVP_MD *md = name ? EVP_MD_fetch(NULL, name, NULL) : NULL;
    if (!md) return NULL;
    struct digester *d = arena_new_of(a, struct digester);
    *d = (struct digester){md, EVP_MD_CTX_new()};
    must(d->context != NULL && EVP_MD_get_size(md) == DIGEST_BYTES);
    arena_defer(a, digester_done, d);
    return d;
}

void digester_begin(struct digester *d) { must(EVP_DigestInit_ex2(d->context, d->algorithm, NULL) == 1); }

void digester_raw(struct digester *d, const void *bytes, size_t n) {
    must(EVP_DigestUpdate(d->context, bytes, n) == 1);
}

static void tagged(struct digester *d, char tag, uint64_t n) {
    unsigned char bytes[9] = {(unsigned char)tag};
    for (int i = 0; i < 8; i++) bytes[1 + i] = (unsigned char)(n >> (56 - 8 * i));
    digester_raw(d, bytes, sizeof bytes);
}

void digester_int(struct digester *d, int64_t n) { tagged(d, 'I', (uint64_t)n); }

void digester_text(struct digester *d, const void *at, size_t len) {
    tagged(d, 'T', len);
    digester_raw(d, at, len);
}

void digester_blob(struct digester *d, const void *at, size_t len) {
    tagged(d, 'B', len);
    digester_raw(d, at, len);
}

void digester_end(struct digester *d, unsigned char ret_digest[static DIGEST_BYTES]) {
    must(EVP_DigestFinal_ex(d->context, ret_digest, NULL) == 1);
}

void chain_row(struct digester *d, const struct ledger_table *table, const struct value *columns,
               unsigned char ret_digest[static DIGEST_BYTES]) {
    digester_begin(d);
    for (int i = 0; i < table->column_count; i++) {
        const struct value *v = &columns[i];
        if (v->kind == VALUE_NULL) continue;
        const char *name = table->columns[i].name;
        digester_text(d, name, strlen(name));
        if (v->kind == VALUE_INT) digester_int(d, v->n);
        else if (v->kind == VALUE_TEXT) digester_text(d, v->at, v->len);
        else digester_blob(d, v->at, v->len);
    }
    digester_end(d, ret_digest);
}

void chain_entry_begin(struct digester *d, const struct entry_facts *f) {
    digester_begin(d);
    digester_blob(d, f->before, DIGEST_BYTES);
    digester_int(d, f->number);
    digester_int(d, f->recorded_ms);
    digester_int(d, f->actor_id);
    digester_text(d, f->kind.at, f->kind.len);
    digester_text(d, f->reason.at, f->reason.len);
}

void chain_table(struct digester *d, const char *name, const unsigned char digest[static DIGEST_BYTES]) {
    digester_text(d, name, strlen(name));
    digester_blob(d, digest, DIGEST_BYTES);
}

const char *digest_hex(const unsigned char *digest, char buffer[static DIGEST_HEX]) {
    for (int i = 0; i < DIGEST_BYTES; i++) {
        buffer[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        buffer[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    buffer[2 * DIGEST_BYTES] = 0;
    return buffer;
}
