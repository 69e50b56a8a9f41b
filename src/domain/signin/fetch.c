#include "domain/signin/fetch.h"
#include "base/out.h"
#include <curl/curl.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void prepare(void) { must(curl_global_init(CURL_GLOBAL_DEFAULT) == 0); }

static size_t take(char *at, size_t size, size_t count, void *out) {
    struct out *o = out;
    out_bytes(o, at, size * count);
    return o->overflow ? 0 : size * count; /* less than what came ends the transfer */
}

/* Some of these may be missing from a library built otherwise; none is optional here. */
#define SET(option, value) must(curl_easy_setopt(c, (option), (value)) == CURLE_OK)

static void set_ends(CURL *c) {
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)FETCH_CONNECT_MS);
    SET(CURLOPT_TIMEOUT_MS, (long)FETCH_WHOLE_MS);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    SET(CURLOPT_MAXFILESIZE, (long)FETCH_BYTES_MAX);
}

static void set_ask(CURL *c, const struct fetch_ask *ask, const struct curl_slist *headers) {
    SET(CURLOPT_URL, ask->address);
    SET(CURLOPT_HTTPHEADER, headers);
    if (ask->body) SET(CURLOPT_POSTFIELDSIZE, (long)strlen(ask->body));
    if (ask->body) SET(CURLOPT_POSTFIELDS, ask->body);
    if (!ask->user) return;
    SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    SET(CURLOPT_USERNAME, ask->user);
    SET(CURLOPT_PASSWORD, ask->secret);
}

bool fetch(struct arena *a, const struct fetch_ask *ask, long *ret_status, const char **ret_body, const char **ret_why) {
    pthread_once(&once, prepare);
    CURL *c = curl_easy_init();
    if (!c) return *ret_why = "no memory", false;
    struct out *o = out_in(a, FETCH_BYTES_MAX);
    char why[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    if (ask->header) headers = curl_slist_append(headers, ask->header);
    if (ask->body) headers = curl_slist_append(headers, arena_join(a, "Content-Type: ", ask->body_type));
    set_ends(c);
    set_ask(c, ask, headers);
    SET(CURLOPT_WRITEFUNCTION, take);
    SET(CURLOPT_WRITEDATA, o);
    SET(CURLOPT_ERRORBUFFER, why);
    CURLcode e = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, ret_status);
    *ret_why = arena_copy(a, why[0] ? why : curl_easy_strerror(e));
    *ret_body = e == CURLE_OK ? out_text_of(o) : "";
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return e == CURLE_OK;
}
