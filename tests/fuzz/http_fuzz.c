/* Any bytes as a request's head: the parser never overruns, and what it lets in keeps the subset's promises. */
#include "web/http.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void http_check(bool holds) {
    if (!holds) abort();
}

static void http_check_inside(struct span s, const char *bytes, size_t len) {
    http_check(!s.len || (s.at >= bytes && s.at + s.len <= bytes + len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = calloc(1, size ? size : 1); /* its own block, so that every overrun is seen */
    if (size) memcpy(bytes, data, size);
    int status, stepped = 0;
    size_t end = http_head_end(bytes, size, 0, &status), end_stepped = 0;
    for (size_t n = 1; n <= size && n < 400 && !stepped && !end_stepped; n++)
        end_stepped = http_head_end(bytes, n, n - 1, &stepped);
    if (end && end < 400) http_check(end_stepped == end && !stepped);
    if (end) {
        struct http_head *head = malloc(sizeof *head);
        if (http_head_read(bytes, end, head) == 0) {
            http_check(head->path.len && head->path.at[0] == '/' && head->method != METHOD_NONE);
            http_check(head->minor == 0 || head->host.len);
            http_check(!http_header_count(head, "transfer-encoding") && http_header_count(head, "content-length") <= 1);
            http_check(head->header_count <= HEADERS_MAX && end <= HEAD_BYTES_MAX);
            http_check_inside(head->path, bytes, end);
            http_check_inside(head->query, bytes, end);
            for (size_t i = 0; i < head->header_count; i++) {
                http_check(head->headers[i].name.len && !memchr(head->headers[i].name.at, ' ', head->headers[i].name.len));
                http_check_inside(head->headers[i].name, bytes, end);
                http_check_inside(head->headers[i].value, bytes, end);
            }
            http_check_inside(http_cookie(head, "session"), bytes, end);
            http_takes_gzip(head);
        }
        free(head);
    }
    free(bytes);
    return 0;
}
