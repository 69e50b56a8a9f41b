/* Whatever our parser lets in, node's strict parser (llhttp) must let in with the same meaning.
 * Heads are made by changing good ones at random, with the bytes that parsers disagree about;
 * QIPAN_ORACLE=3000000 changes more of them. */
#include "tap.h"
#include "base/json.h"
#include "web/http.h"
#include <unistd.h>

static const char *const seeds[] = {
    "GET /a?b=c HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
    "POST /a HTTP/1.1\r\nHost: a:80\r\nContent-Length: 10\r\nContent-Type: text/plain\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\nX: y\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close, te\r\nCookie: a=b; c=d\r\n\r\n",
    "PUT /%E5%A8%81 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: upgrade\r\n"
    "Upgrade: h2c\r\n\r\n",
    "DELETE /x HTTP/1.1\r\nContent-Length: 0\r\nHost: a\r\nX-A:\r\nX-B: \t c \r\n\r\n",
};

static uint32_t chance = 777;
static uint32_t next_random(uint32_t below) {
    chance ^= chance << 13;
    chance ^= chance >> 17;
    chance ^= chance << 5;
    return chance % below;
}

/* One to three bytes changed, dropped or doubled, or a whole line doubled. */
static size_t change(char *bytes, size_t len, size_t room) {
    static const char odd[] = "\r\n \t:,;=/?#%\"\\[]{}()<>@+-_.019azAZ\x7F\x80\xFF\x01\v\f";
    for (uint32_t n = next_random(3) + 1; n; n--) {
        size_t at = next_random((uint32_t)len);
        switch (next_random(4)) {
        case 0: bytes[at] = odd[next_random(sizeof odd)]; break; /* NUL too */
        case 1:
            memmove(bytes + at, bytes + at + 1, len - at - 1);
            len--;
            break;
        case 2:
            if (len + 1 > room) break;
            memmove(bytes + at + 1, bytes + at, len - at);
            bytes[at] = odd[next_random(sizeof odd - 1)];
            len++;
            break;
        default: bytes[at] = (char)(bytes[at] ^ 0x20); break;
        }
    }
    return len;
}

static void write_hex(struct out *o, struct span s) {
    for (size_t i = 0; i < s.len; i++) out_printf(o, "%02x", (unsigned char)s.at[i]);
}

static const char *hex_of(struct arena *a, struct span s) {
    struct out *o = out_in(a, 0);
    write_hex(o, s);
    return out_text_of(o);
}

static void write_case(struct arena *a, FILE *f, const char *bytes, size_t len, const struct http_head *head) {
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    write_hex(o, (struct span){bytes, len});
    out_char(o, ' ');
    json_open(&j);
    json_key_text(&j, "method", method_name(head->method));
    const char *mark = head->query.at ? "?" : "";
    json_key_text(&j, "url", arena_printf(a, "%.*s%s%.*s", (int)head->path.len, head->path.at, mark, (int)head->query.len,
                                          head->query.at ? head->query.at : ""));
    json_key_int(&j, "minor", head->minor);
    json_key_bool(&j, "keep", head->keep_alive);
    json_key(&j, "headers");
    json_list(&j);
    for (size_t i = 0; i < head->header_count; i++)
        json_text(&j, arena_printf(a, "%s:%s", hex_of(a, head->headers[i].name), hex_of(a, head->headers[i].value)));
    json_list_end(&j);
    json_close(&j);
    fprintf(f, "%s\n", out_text_of(o));
}

TEST(node_reads_as_we_do_whatever_we_let_in) {
    if (system("node --version >/dev/null 2>&1") != 0) skip();
    static struct http_head head;
    struct arena *a = arena_new(0);
    char path[] = "/tmp/qipan-oracle-heads", bytes[1000];
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    int let_in = 0;
    int64_t rounds = 40000;
    if (getenv("QIPAN_ORACLE")) assert_true(text_int(getenv("QIPAN_ORACLE"), 1, INT32_MAX, &rounds));
    for (int64_t i = 0; i < rounds; i++) {
        const char *seed = seeds[next_random(countof(seeds))];
        size_t len = strlen(seed);
        memcpy(bytes, seed, len);
        len = change(bytes, len, sizeof bytes);
        int status;
        if (http_head_end(bytes, len, 0, &status) != len || http_head_read(bytes, len, &head) != 0) continue;
        write_case(a, f, bytes, len, &head);
        arena_reset(a);
        let_in++;
    }
    fclose(f);
    assert_true(let_in > 5000);
    char command[200];
    snprintf(command, sizeof command, "node tests/http_oracle.js %s", path);
    assert_int_equal(system(command), 0);
    unlink(path);
    arena_done(a);
}

TEST_MAIN(T(node_reads_as_we_do_whatever_we_let_in))
