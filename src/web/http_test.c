/* What the head parser lets in, and all that it refuses. */
#include "tap.h"
#include "web/http.h"

static struct http_head head;

static int status_of(const char *bytes, size_t len) {
    int status = 0;
    size_t end = http_head_end(bytes, len, 0, &status);
    if (!end) return status ? status : -1; /* -1: more must come */
    return http_head_read(bytes, end, &head);
}

struct refused {
    int status;
    const char *why, *bytes;
    size_t len;
};
#define R(status, why, bytes) {status, why, bytes, sizeof(bytes) - 1}
#define H "Host: a\r\n"

static const struct refused refused[] = {
    R(501, "length and chunks", "POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
    R(501, "chunks and length", "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"),
    R(501, "chunks alone", "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n"),
    R(501, "unknown coding", "POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\n"),
    R(501, "coding identity", "POST / HTTP/1.1\r\n" H "Transfer-Encoding: identity\r\n\r\n"),
    R(501, "coding on GET", "GET / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n"),
    R(400, "two different lengths", "POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 6\r\n\r\n"),
    R(400, "the same length twice", "POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"),
    R(400, "a list of lengths", "POST / HTTP/1.1\r\n" H "Content-Length: 5, 5\r\n\r\n"),
    R(400, "length with plus", "POST / HTTP/1.1\r\n" H "Content-Length: +5\r\n\r\n"),
    R(400, "negative length", "POST / HTTP/1.1\r\n" H "Content-Length: -5\r\n\r\n"),
    R(400, "length with a blank", "POST / HTTP/1.1\r\n" H "Content-Length: 5 5\r\n\r\n"),
    R(400, "hexadecimal length", "POST / HTTP/1.1\r\n" H "Content-Length: 0x5\r\n\r\n"),
    R(400, "empty length", "POST / HTTP/1.1\r\n" H "Content-Length:\r\n\r\n"),
    R(400, "length that overflows", "POST / HTTP/1.1\r\n" H "Content-Length: 18446744073709551621\r\n\r\n"),
    R(400, "length with a tab behind", "POST / HTTP/1.1\r\n" H "Content-Length: 5\t\r\n\r\n"),
    R(400, "length with a tab before", "POST / HTTP/1.1\r\n" H "Content-Length:\t5\r\n\r\n"),
    R(400, "tab in Connection", "GET / HTTP/1.1\r\n" H "Connection: close\t, te\r\n\r\n"),
    R(400, "tab behind Connection", "GET / HTTP/1.1\r\n" H "Connection: close \t\r\n\r\n"),
    R(411, "no length", "POST / HTTP/1.1\r\n" H "\r\n"),
    R(400, "GET with a body", "GET / HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\n"),
    R(400, "blank before the colon", "POST / HTTP/1.1\r\n" H "Content-Length : 5\r\n\r\n"),
    R(400, "tab before the colon", "POST / HTTP/1.1\r\n" H "Content-Length\t: 5\r\n\r\n"),
    R(400, "NUL in a value", "GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n"),
    R(400, "NUL in a name", "GET / HTTP/1.1\r\n" H "X\0: b\r\n\r\n"),
    R(400, "NUL in the path", "GET /\0 HTTP/1.1\r\n" H "\r\n"),
    R(400, "control in a value", "GET / HTTP/1.1\r\n" H "X: a\x01\r\n\r\n"),
    R(400, "DEL in a value", "GET / HTTP/1.1\r\n" H "X: a\x7F\r\n\r\n"),
    R(400, "bare CR in a value", "GET / HTTP/1.1\r\n" H "X: a\rb\r\n\r\n"),
    R(400, "two CR", "GET / HTTP/1.1\r\r\n" H "\r\n"),
    R(400, "folded line", "GET / HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n"),
    R(400, "folded by tab", "GET / HTTP/1.1\r\n" H "X: a\r\n\tb\r\n\r\n"),
    R(400, "blank before the first header", "GET / HTTP/1.1\r\n " H "\r\n"),
    R(400, "two Hosts", "GET / HTTP/1.1\r\n" H H "\r\n"),
    R(400, "no Host", "GET / HTTP/1.1\r\n\r\n"),
    R(400, "empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
    R(400, "Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    R(400, "Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
    R(400, "a list of Hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
    R(400, "bare LF after line one", "GET / HTTP/1.1\n" H "\r\n"),
    R(400, "bare LF after a header", "GET / HTTP/1.1\r\nHost: a\n\r\n"),
    R(400, "bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
    R(400, "empty line first", "\r\nGET / HTTP/1.1\r\n" H "\r\n"),
    R(400, "blank first", " GET / HTTP/1.1\r\n" H "\r\n"),
    R(400, "TLS on a plain port", "\x16\x03\x01\x02"),
    R(400, "lower-case method", "get / HTTP/1.1\r\n" H "\r\n"),
    R(501, "unknown method", "BREW / HTTP/1.1\r\n" H "\r\n"),
    R(501, "CONNECT to a path", "CONNECT / HTTP/1.1\r\n" H "\r\n"),
    R(400, "CONNECT", "CONNECT a:80 HTTP/1.1\r\n" H "\r\n"),
    R(501, "TRACE", "TRACE / HTTP/1.1\r\n" H "\r\n"),
    R(505, "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    R(400, "three blanks", "GET  / HTTP/1.1\r\n" H "\r\n"),
    R(400, "blank in the path", "GET /a b HTTP/1.1\r\n" H "\r\n"),
    R(400, "blank at the end of line one", "GET / HTTP/1.1 \r\n" H "\r\n"),
    R(400, "tab for blank", "GET\t/ HTTP/1.1\r\n" H "\r\n"),
    R(400, "HTTP/0.9", "GET /\r\n" H "\r\n"),
    R(400, "only a method", "GET\r\n\r\n"),
    R(505, "HTTP/2.0", "GET / HTTP/2.0\r\n" H "\r\n"),
    R(505, "HTTP/1.2", "GET / HTTP/1.2\r\n" H "\r\n"),
    R(400, "HTTP/1.10", "GET / HTTP/1.10\r\n" H "\r\n"),
    R(400, "http/1.1", "GET / http/1.1\r\n" H "\r\n"),
    R(400, "absolute address", "GET http://a/ HTTP/1.1\r\n" H "\r\n"),
    R(400, "asterisk", "OPTIONS * HTTP/1.1\r\n" H "\r\n"),
    R(400, "path without slash", "GET a HTTP/1.1\r\n" H "\r\n"),
    R(400, "fragment", "GET /#a HTTP/1.1\r\n" H "\r\n"),
    R(400, "raw Chinese in the path", "GET /\xE5\xA8\x81 HTTP/1.1\r\n" H "\r\n"),
    R(400, "DEL in the path", "GET /\x7F HTTP/1.1\r\n" H "\r\n"),
    R(400, "no colon", "GET / HTTP/1.1\r\n" H "X\r\n\r\n"),
    R(400, "empty name", "GET / HTTP/1.1\r\n" H ": a\r\n\r\n"),
    R(400, "name with a bracket", "GET / HTTP/1.1\r\n" H "X(a): b\r\n\r\n"),
    R(400, "name with Chinese", "GET / HTTP/1.1\r\n" H "\xE5\xA8\x81: b\r\n\r\n"),
    R(400, "two Cookies", "GET / HTTP/1.1\r\n" H "Cookie: a=1\r\nCookie: a=2\r\n\r\n"),
    R(400, "two Origins", "GET / HTTP/1.1\r\n" H "Origin: a\r\norigin: b\r\n\r\n"),
    R(417, "strange expectation", "POST / HTTP/1.1\r\n" H "Content-Length: 1\r\nExpect: magic\r\n\r\n"),
};

TEST(every_malformed_head_is_refused_with_its_status) {
    for (size_t i = 0; i < countof(refused); i++) {
        int status = status_of(refused[i].bytes, refused[i].len);
        if (status != refused[i].status) fail_msg("%s: %d, not %d", refused[i].why, status, refused[i].status);
    }
}

TEST(a_refusal_is_the_same_however_the_bytes_arrive) {
    for (size_t i = 0; i < countof(refused); i++) {
        int status = 0;
        size_t end = 0, have = 1;
        for (; have <= refused[i].len && !status && !end; have++)
            end = http_head_end(refused[i].bytes, have, have - 1, &status);
        if (end) status = http_head_read(refused[i].bytes, end, &head);
        if (status != refused[i].status) fail_msg("%s, byte by byte: %d", refused[i].why, status);
    }
}

TEST(a_head_comes_complete_only_with_its_empty_line) {
    const char text[] = "GET /a HTTP/1.1\r\nHost: a\r\n\r\nrest";
    int status;
    size_t full = sizeof text - 1 - 4;
    for (size_t n = 0; n < full; n++) {
        assert_int_equal(http_head_end(text, n, 0, &status), 0);
        assert_int_equal(status, 0);
    }
    for (size_t seen = 0; seen < full; seen++) assert_int_equal(http_head_end(text, sizeof text - 1, seen, &status), full);
}

TEST(what_is_said_is_read) {
    const char text[] = "POST /projects/7?a=%E5%A8%81&b=2?x HTTP/1.1\r\nhOsT: qipan.city:8080\r\nContent-Length: 12\r\n"
                        "Expect: 100-Continue\r\nCookie: a=1; session=abc=; b=\r\nX-Blank:\t  \r\nX: \t y z \t\r\n\r\n";
    assert_int_equal(status_of(text, sizeof text - 1), 0);
    assert_int_equal(head.method, POST);
    assert_true(span_is(head.path, "/projects/7"));
    assert_true(span_is(head.query, "a=%E5%A8%81&b=2?x"));
    assert_true(span_is(head.host, "qipan.city:8080"));
    assert_int_equal(head.minor, 1);
    assert_true(head.keep_alive && head.expects_continue && head.has_length);
    assert_int_equal(head.length, 12);
    assert_true(span_is(http_cookie(&head, "session"), "abc="));
    assert_true(span_is(http_cookie(&head, "b"), ""));
    assert_null(http_cookie(&head, "sessio").at);
    assert_true(span_is(http_header(&head, "x"), "y z"));
    assert_true(span_is(http_header(&head, "x-blank"), ""));
    assert_null(http_header(&head, "y").at);
    assert_int_equal(head.header_count, 6);
}

TEST(a_connection_is_kept_as_both_sides_say) {
    static const struct {
        const char *text;
        bool keep;
    } cases[] = {{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
                 {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false},
                 {"GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive, CLOSE\r\n\r\n", false},
                 {"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", true},
                 {"GET / HTTP/1.0\r\n\r\n", false},
                 {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
                 {"GET / HTTP/1.0\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", false}};
    for (size_t i = 0; i < countof(cases); i++) {
        assert_int_equal(status_of(cases[i].text, strlen(cases[i].text)), 0);
        assert_int_equal(head.keep_alive, cases[i].keep);
    }
}

TEST(a_head_has_a_maximum_of_bytes_and_headers) {
    static char text[40000];
    int n = snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
    size_t len = (size_t)n;
    memset(text + len, 'x', HEAD_BYTES_MAX - len - 4);
    memcpy(text + HEAD_BYTES_MAX - 4, "\r\n\r\n", 5);
    assert_int_equal(status_of(text, HEAD_BYTES_MAX), 0);
    memset(text + len, 'x', HEAD_BYTES_MAX);
    assert_int_equal(status_of(text, HEAD_BYTES_MAX), -1);
    assert_int_equal(status_of(text, HEAD_BYTES_MAX + 1), 431);

    for (int headers = HEADERS_MAX; headers <= HEADERS_MAX + 1; headers++) {
        n = snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 1; i < headers; i++) n += snprintf(text + n, sizeof text - (size_t)n, "X: y\r\n");
        n += snprintf(text + n, sizeof text - (size_t)n, "\r\n");
        assert_int_equal(status_of(text, (size_t)n), headers == HEADERS_MAX ? 0 : 431);
    }
    n = snprintf(text, sizeof text, "GET /%09000d HTTP/1.1\r\nHost: a\r\n\r\n", 1);
    assert_int_equal(status_of(text, (size_t)n), 414);
}

TEST(escapes_are_decoded_or_refused) {
    struct arena *a = arena_new(0);
    const char *text = "untouched";
    assert_true(http_decode(a, span_of("a+b%20%E5%A8%81"), true, &text));
    assert_string_equal(text, "a b 威");
    assert_true(http_decode(a, span_of("a+b"), false, &text));
    assert_string_equal(text, "a+b");
    const char *bad[] = {"%", "%2", "%zz", "a%00b", "%FF", "%ED%A0%80", "%C0%AF", "% 1"};
    for (size_t i = 0; i < countof(bad); i++) assert_false(http_decode(a, span_of(bad[i]), true, &text));
    assert_string_equal(text, "a+b");
    arena_done(a);
}

TEST(gzip_is_taken_only_from_who_takes_it) {
    static const struct {
        const char *accept;
        bool takes;
    } cases[] = {{"gzip", true},     {"br, GZIP;q=0.5", true}, {"gzip;q=0", false},
                 {"deflate", false}, {"", false},              {"xgzip", false}};
    char text[200];
    for (size_t i = 0; i < countof(cases); i++) {
        int n = snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: %s\r\n\r\n", cases[i].accept);
        assert_int_equal(status_of(text, (size_t)n), 0);
        assert_int_equal(http_takes_gzip(&head), cases[i].takes);
    }
}

TEST_MAIN(T(every_malformed_head_is_refused_with_its_status), T(a_refusal_is_the_same_however_the_bytes_arrive),
          T(a_head_comes_complete_only_with_its_empty_line), T(what_is_said_is_read),
          T(a_connection_is_kept_as_both_sides_say), T(a_head_has_a_maximum_of_bytes_and_headers),
          T(escapes_are_decoded_or_refused), T(gzip_is_taken_only_from_who_takes_it))
