#include "web/http.h"
#include <string.h>

enum { TARGET_BYTES_MAX = 8 * 1024, LENGTH_DIGITS_MAX = 15 };

static const char *const method_names[METHOD_COUNT] = {"",    "GET",   "HEAD",   "POST",
                                                       "PUT", "PATCH", "DELETE", "OPTIONS"};

const char *method_name(enum method m) {
    must((unsigned)m < METHOD_COUNT);
    return method_names[m];
}

/* RFC 9110 5.6.2: what names and methods are made of. */
static bool is_token_char(unsigned char c) {
    static const char marks[] = "!#$%&'*+-.^_`|~";
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    return c && strchr(marks, c);
}

static bool is_token(struct span s) {
    for (size_t i = 0; i < s.len; i++)
        if (!is_token_char((unsigned char)s.at[i])) return false;
    return s.len > 0;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

bool http_name_is(struct span name, const char *wanted) {
    for (size_t i = 0; i < name.len; i++)
        if (!wanted[i] || lower(name.at[i]) != wanted[i]) return false;
    return !wanted[name.len];
}

static struct span trim_blanks(struct span s) {
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\t')) s.at++, s.len--;
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t')) s.len--;
    return s;
}

/* Bytes from `from` up to the LF, or as far as they have come: no NUL, and a CR only where its LF follows or may come.
 * The one before `from` may have been a CR. */
static bool is_line(const char *bytes, size_t from, size_t end, bool has_lf) {
    if (has_lf && (end == 0 || bytes[end - 1] != '\r')) return false;
    if (from > 0 && bytes[from - 1] == '\r' && end > from) return false;
    const char *cr = memchr(bytes + from, '\r', end - from);
    return !memchr(bytes + from, 0, end - from) && (!cr || (size_t)(cr - bytes) + 1 == end);
}

size_t http_head_end(const char *bytes, size_t len, size_t seen, int *ret_status) {
    *ret_status = len && (bytes[0] < 'A' || bytes[0] > 'Z') ? 400 : 0;
    size_t most = len < HEAD_BYTES_MAX ? len : HEAD_BYTES_MAX;
    for (size_t from = seen ? seen - 1 : 0; from < most && !*ret_status;) {
        const char *lf = memchr(bytes + from, '\n', most - from);
        size_t end = lf ? (size_t)(lf - bytes) : most;
        if (!is_line(bytes, from, end, lf != NULL)) *ret_status = 400;
        else if (lf && end >= 3 && bytes[end - 2] == '\n') return end + 1;
        from = end + 1;
    }
    if (!*ret_status && len > HEAD_BYTES_MAX) *ret_status = 431;
    return 0;
}

/* "GET /path?query HTTP/1.1": exactly two blanks, a path from '/', no fragment. */
static int read_request_line(struct span line, struct http_head *head) {
    struct span method, target;
    if (!span_cut(&line, ' ', &method) || !span_cut(&line, ' ', &target) || !line.at) return 400;
    if (!is_token(method)) return 400;
    for (enum method m = GET; m < METHOD_COUNT; m++)
        if (span_is(method, method_names[m])) head->method = m;

    if (span_is(line, "HTTP/1.1")) head->minor = 1;
    else if (span_is(line, "HTTP/1.0")) head->minor = 0;
    else {
        bool is_other = line.len == 8 && !memcmp(line.at, "HTTP/", 5) && line.at[5] >= '0' && line.at[5] <= '9' &&
                        line.at[6] == '.' && line.at[7] >= '0' && line.at[7] <= '9';
        return is_other ? 505 : 400;
    }
    if (target.len == 0 || target.at[0] != '/') return 400;
    if (target.len > TARGET_BYTES_MAX) return 414;
    for (size_t i = 0; i < target.len; i++) {
        unsigned char c = (unsigned char)target.at[i];
        if (c <= ' ' || c >= 0x7F || c == '#') return 400;
    }
    if (head->method == METHOD_NONE) return 501;
    head->query = target;
    span_cut(&head->query, '?', &head->path);
    return 0;
}

static int read_header_line(struct span line, struct http_head *head) {
    struct http_header h;
    h.value = line;
    if (!span_cut(&h.value, ':', &h.name) || !h.value.at || !is_token(h.name)) return 400;
    for (size_t i = 0; i < h.value.len; i++) {
        unsigned char c = (unsigned char)h.value.at[i];
        if ((c < ' ' && c != '\t') || c == 0x7F) return 400;
    }
    h.value = trim_blanks(h.value);
    if (head->header_count == HEADERS_MAX) return 431;
    head->headers[head->header_count++] = h;
    return 0;
}

size_t http_header_count(const struct http_head *head, const char *name) {
    size_t n = 0;
    for (size_t i = 0; i < head->header_count; i++) n += http_name_is(head->headers[i].name, name);
    return n;
}

struct span http_header(const struct http_head *head, const char *name) {
    for (size_t i = 0; i < head->header_count; i++)
        if (http_name_is(head->headers[i].name, name)) return head->headers[i].value;
    return (struct span){NULL, 0};
}

bool http_list_next(struct span *list, struct span *ret_element) {
    struct span part;
    while (span_cut(list, ',', &part)) {
        part = trim_blanks(part);
        if (!part.len) continue;
        *ret_element = part;
        return true;
    }
    return false;
}

/* A name or address with an optional port: nothing that could be read as a path or a list. */
static int read_host(struct http_head *head) {
    head->host = http_header(head, "host");
    if (!head->host.at) return head->minor ? 400 : 0;
    if (!head->host.len || head->host.len > 255) return 400;
    for (size_t i = 0; i < head->host.len; i++) {
        char c = lower(head->host.at[i]);
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !strchr("-._:[]", c)) return 400;
    }
    return 0;
}

/* Legal in and around a value, but not all readers put up with it: not where framing hangs on the value. */
static bool has_tab(struct span value) {
    const char *p = value.at;
    while (p[-1] != ':') p--;
    while (*p != '\r' && *p != '\t') p++;
    return *p == '\t';
}

/* How long the body is: said once, in digits, or not at all. */
static int read_length(struct http_head *head) {
    if (http_header_count(head, "transfer-encoding")) return 501;
    bool may_have_body = head->method == POST || head->method == PUT || head->method == PATCH;
    struct span text = http_header(head, "content-length");
    if (!text.at) return may_have_body ? 411 : 0;
    if (!text.len || text.len > LENGTH_DIGITS_MAX) return 400;
    if (has_tab(text)) return 400;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return 400;
        head->length = head->length * 10 + (uint64_t)(text.at[i] - '0');
    }
    head->has_length = true;
    return head->length && !may_have_body ? 400 : 0;
}

static int read_connection(struct http_head *head) {
    head->keep_alive = head->minor == 1;
    bool must_close = false;
    for (size_t i = 0; i < head->header_count; i++) {
        if (!http_name_is(head->headers[i].name, "connection")) continue;
        struct span list = head->headers[i].value, token;
        if (has_tab(list)) return 400;
        while (http_list_next(&list, &token)) {
            if (http_name_is(token, "close")) must_close = true;
            if (http_name_is(token, "keep-alive")) head->keep_alive = true;
        }
    }
    if (must_close) head->keep_alive = false;
    struct span expect = http_header(head, "expect");
    if (!expect.at || head->minor == 0) return 0;
    if (!http_name_is(expect, "100-continue")) return 417;
    head->expects_continue = head->length > 0;
    return 0;
}

/* Headers of which two would leave a choice to the reader, and so to an attacker. */
static int refuse_doubles(const struct http_head *head) {
    static const char *const single[] = {"host",   "content-length", "content-type",    "authorization",
                                         "origin", "sec-fetch-site", "idempotency-key", "expect",
                                         "cookie"};
    for (size_t i = 0; i < countof(single); i++)
        if (http_header_count(head, single[i]) > 1) return 400;
    return 0;
}

int http_head_read(const char *bytes, size_t len, struct http_head *ret_head) {
    int status = 0;
    if (http_head_end(bytes, len, 0, &status) != len || !len) return status ? status : 400;
    struct http_head *head = ret_head;
    memset(head, 0, offsetof(struct http_head, headers));
    struct span rest = {bytes, len - 2}, line;
    for (bool is_first = true; rest.len; is_first = false) {
        span_cut(&rest, '\n', &line);
        line.len--; /* the CR, which http_head_end has seen */
        status = is_first ? read_request_line(line, head) : read_header_line(line, head);
        if (status) return status;
    }
    if ((status = refuse_doubles(head)) || (status = read_host(head))) return status;
    if ((status = read_length(head))) return status;
    return read_connection(head);
}

struct span http_cookie(const struct http_head *head, const char *name) {
    struct span rest = http_header(head, "cookie"), pair, key;
    while (span_cut(&rest, ';', &pair)) {
        pair = trim_blanks(pair);
        if (span_cut(&pair, '=', &key) && pair.at && span_is(key, name)) return pair;
    }
    return (struct span){NULL, 0};
}

bool http_takes_gzip(const struct http_head *head) {
    struct span list = http_header(head, "accept-encoding"), element, name;
    while (http_list_next(&list, &element)) {
        span_cut(&element, ';', &name);
        if (!http_name_is(trim_blanks(name), "gzip")) continue;
        element = trim_blanks(element);
        return !span_is(element, "q=0") && !span_is(element, "q=0.0") && !span_is(element, "q=0.00") &&
               !span_is(element, "q=0.000");
    }
    return false;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_decode(struct arena *a, struct span s, bool is_form, const char **ret_text) {
    char *to = arena_alloc(a, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '%') {
            int high = i + 2 < s.len ? hex_digit(s.at[i + 1]) : -1, low = high < 0 ? -1 : hex_digit(s.at[i + 2]);
            if (low < 0) return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && is_form) {
            c = ' ';
        }
        if (!c) return false;
        to[n++] = c;
    }
    if (!utf8_valid(to, n)) return false;
    *ret_text = to;
    return true;
}
