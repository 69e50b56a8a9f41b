/* The server over a real socket on 127.0.0.1: time, order, limits, ends. */
#include "web/pretend.h"
#include "web/conn.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct arena *a;
static struct server *server;
static pthread_t thread;

static void *run(void *at) {
    server_run(at);
    return NULL;
}

static void start_with(struct server_options options) {
    memset(&world, 0, sizeof world);
    a = arena_new(0);
    options.workers = 2;
    if (server_new(a, &web, &options, &server) != OK) fail_msg("%s", arena_failure(a));
    assert_int_equal(pthread_create(&thread, NULL, run, server), 0);
}
static void stop(void) {
    server_stop(server);
    pthread_join(thread, NULL);
    server_done(server);
    arena_done(a);
}

static int dial(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server_port(server)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    return fd;
}
static void say(int fd, const char *text) { assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text)); }

static int64_t ms_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All that comes until the other side closes, `enough` is there, or 5 seconds have passed. */
static char heard[4 << 20];
static size_t hear(int fd, const char *enough) {
    size_t n = 0;
    int64_t until = ms_now() + 5000;
    while (n < sizeof heard - 1) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = until - ms_now();
        if (left <= 0 || poll(&p, 1, (int)left) <= 0) break;
        ssize_t got = recv(fd, heard + n, sizeof heard - 1 - n, 0);
        if (got <= 0) break;
        n += (size_t)got;
        heard[n] = 0;
        if (enough && strstr(heard, enough)) break;
    }
    heard[n] = 0;
    return n;
}
static int times(const char *text, const char *what) {
    int n = 0;
    for (; (text = strstr(text, what)); text += strlen(what)) n++;
    return n;
}

#define GET_THING "GET /things/new?name=x HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define LOGIN "Cookie: session=" SESSION "\r\n"

TEST(a_page_is_served_and_the_connection_kept) {
    start_with((struct server_options){0});
    int fd = dial();
    for (int i = 0; i < 3; i++) {
        say(fd, GET_THING);
        hear(fd, "</p>");
        assert_int_equal(strncmp(heard, "HTTP/1.1 200 OK\r\n", 17), 0);
        assert_null(strstr(heard, "Connection: close"));
    }
    say(fd, "GET /things/new HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    hear(fd, NULL);
    assert_non_null(strstr(heard, "Connection: close\r\n"));
    assert_non_null(strstr(heard, "</p>"));
    close(fd);
    stop();
}

TEST(pipelined_requests_are_answered_in_their_order) {
    start_with((struct server_options){0});
    int fd = dial();
    struct out *text = out_in(a, 0);
    for (int i = 1; i <= 200; i++) out_printf(text, "GET /things/new?page=%d HTTP/1.1\r\nHost: a\r\n\r\n", i % 100 + 1);
    say(fd, out_text_of(text));
    shutdown(fd, SHUT_WR); /* a half-close: everything asked is still answered */
    hear(fd, NULL);
    assert_int_equal(times(heard, "HTTP/1.1 200 OK"), 200);
    const char *at = heard;
    for (int i = 1; i <= 200; i++) {
        char mark[40];
        snprintf(mark, sizeof mark, "<p> %d </p>", i % 100 + 1);
        at = strstr(at, mark);
        assert_non_null(at);
    }
    close(fd);
    stop();
}

TEST(more_pipelined_bytes_than_are_kept_wait_in_the_socket) {
    start_with((struct server_options){0});
    int fd = dial();
    enum { COUNT = 6000 };
    size_t len = strlen(GET_THING);
    char *text = malloc(len * COUNT);
    for (int i = 0; i < COUNT; i++) memcpy(text + len * (size_t)i, GET_THING, len);
    size_t sent = 0;
    int replies = 0;
    char tail[20] = "";
    int64_t until = ms_now() + 20000;
    while (replies < COUNT && ms_now() < until) {
        struct pollfd p = {.fd = fd, .events = (short)(POLLIN | (sent < len * COUNT ? POLLOUT : 0))};
        poll(&p, 1, 1000);
        if (p.revents & POLLOUT) {
            ssize_t n = send(fd, text + sent, len * COUNT - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n > 0) sent += (size_t)n;
        }
        if (p.revents & POLLIN) {
            size_t kept = strlen(tail);
            memcpy(heard, tail, kept);
            ssize_t n = recv(fd, heard + kept, sizeof heard - 1 - kept, 0);
            assert_true(n > 0);
            heard[kept + (size_t)n] = 0;
            replies += times(heard, "HTTP/1.1 200 OK");
            size_t total = kept + (size_t)n, keep = total < 14 ? total : 14; /* one less than the mark */
            memcpy(tail, heard + total - keep, keep);
            tail[keep] = 0;
        }
    }
    assert_int_equal(replies, COUNT);
    free(text);
    close(fd);
    stop();
}

TEST(a_head_that_trickles_is_cut_at_its_deadline) {
    start_with((struct server_options){.head_ms_max = 700});
    int fd = dial();
    int64_t began = ms_now();
    const char *text = "GET /things/new HTTP/1.1\r\nHost: a-very-long-name-that-never-ends";
    while (*text && ms_now() - began < 3000) {
        if (send(fd, text++, 1, MSG_NOSIGNAL) != 1) break;
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 100) > 0) break;
    }
    hear(fd, NULL);
    assert_true(ms_now() - began < 2000);
    assert_non_null(strstr(heard, "HTTP/1.1 408 Request Timeout"));
    close(fd);
    fd = dial(); /* one that says nothing at all is closed without words */
    assert_int_equal(hear(fd, NULL), 0);
    assert_true(ms_now() - began < 4000);
    close(fd);
    stop();
}

TEST(a_body_that_trickles_is_cut_too) {
    start_with((struct server_options){.body_ms_max = 500});
    int fd = dial();
    say(fd, "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\npassword=");
    int64_t began = ms_now();
    while (ms_now() - began < 3000) {
        if (send(fd, "x", 1, MSG_NOSIGNAL) != 1) break;
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 100) > 0) break;
    }
    hear(fd, NULL);
    assert_non_null(strstr(heard, "HTTP/1.1 408"));
    assert_true(ms_now() - began < 2000);
    close(fd);
    stop();
}

TEST(malformed_heads_are_answered_and_the_connection_ends) {
    static const char *const bad[] = {"\x16\x03\x01", "GET / HTTP/1.1\nHost: a\n\n",
                                      "GET / HTTP/1.1\r\n\r\n" GET_THING,
                                      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                                      "0\r\n\r\n" GET_THING};
    start_with((struct server_options){0});
    for (size_t i = 0; i < countof(bad); i++) {
        int fd = dial();
        say(fd, bad[i]);
        hear(fd, NULL);
        assert_int_equal(times(heard, "HTTP/1.1 "), 1);
        assert_true(!strncmp(heard, "HTTP/1.1 400", 12) || !strncmp(heard, "HTTP/1.1 501", 12));
        assert_non_null(strstr(heard, "Content-Security-Policy"));
        close(fd);
    }
    stop();
}

static bool say_big(int fd, size_t n) {
    static char zeros[65536];
    while (n) {
        ssize_t sent = send(fd, zeros, n < sizeof zeros ? n : sizeof zeros, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        n -= (size_t)sent;
    }
    return true;
}

TEST(a_body_over_the_limit_gets_its_413_even_while_it_is_sent) {
    start_with((struct server_options){0});
    int fd = dial();
    say(fd, "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n");
    assert_true(say_big(fd, 4000000)); /* drained, not reset: a browser reads no reply while it cannot send */
    hear(fd, NULL);
    assert_non_null(strstr(heard, "HTTP/1.1 413 Content Too Large"));
    assert_non_null(strstr(heard, "ERROR 413"));
    close(fd);
    stop();
}

/* A form with one file of n bytes. */
static void upload_of(int fd, const char *cookie, const char *more, size_t n) {
    const char *before = "--b\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"x.bin\"\r\n\r\n";
    const char *after = "\r\n--b--\r\n";
    char head[600];
    snprintf(head, sizeof head,
             "POST /upload.json HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: multipart/form-data; boundary=b\r\n"
             "Content-Length: %zu\r\n%s\r\n",
             cookie, strlen(before) + n + strlen(after), more);
    say(fd, head);
    if (*more) {
        hear(fd, "\r\n\r\n");
        if (!strstr(heard, "100 Continue")) return;
    }
    say(fd, before);
    assert_true(say_big(fd, n));
    say(fd, after);
}

#define BEARER "Authorization: Bearer " TOKEN "\r\n"

TEST(a_large_body_is_spooled_after_a_look_at_who_sends_it) {
    start_with((struct server_options){.spool_bytes_min = 500, .spool_folder = "/tmp"});
    int fd = dial();
    upload_of(fd, BEARER, "", 900);
    hear(fd, "}");
    assert_int_equal(strncmp(heard, "HTTP/1.1 200 OK", 15), 0);
    assert_int_equal(world.upload_len, 900);
    upload_of(fd, BEARER, "Expect: 100-continue\r\n", 1000); /* the same connection */
    hear(fd, "}");
    assert_int_equal(strncmp(heard, "HTTP/1.1 200 OK", 15), 0);
    assert_int_equal(world.upload_len, 1000);
    close(fd);
    world.upload_len = 0;
    fd = dial();
    upload_of(fd, "", "Expect: 100-continue\r\n", 900); /* nobody */
    assert_non_null(strstr(heard, "HTTP/1.1 401"));
    assert_null(strstr(heard, "100 Continue"));
    assert_int_equal(world.upload_len, 0);
    close(fd);
    stop();
}

TEST(a_spool_that_cannot_be_made_is_an_error_in_words) {
    start_with((struct server_options){.spool_bytes_min = 500, .spool_folder = "/nowhere/at/all"});
    int fd = dial();
    upload_of(fd, BEARER, "", 900);
    hear(fd, NULL);
    assert_non_null(strstr(heard, "HTTP/1.1 500"));
    close(fd);
    fd = dial();
    say(fd, GET_THING);
    hear(fd, "</p>");
    assert_non_null(strstr(heard, "200 OK"));
    close(fd);
    stop();
}

TEST(at_the_limit_the_longest_waiting_connection_gives_way) {
    start_with((struct server_options){.connections_max = 4});
    int fds[4];
    for (int i = 0; i < 4; i++) {
        fds[i] = dial();
        usleep(20000);
    }
    int fd = dial();
    say(fd, GET_THING);
    hear(fd, "</p>");
    assert_non_null(strstr(heard, "200 OK"));
    assert_int_equal(hear(fds[0], NULL), 0);
    say(fds[3], GET_THING);
    assert_true(hear(fds[3], "</p>") > 0);
    for (int i = 0; i < 4; i++) close(fds[i]);
    close(fd);
    stop();
}

TEST(more_requests_than_may_wait_are_told_so) {
    start_with((struct server_options){.jobs_max = 3});
    int fds[6], served = 0, told = 0;
    for (int i = 0; i < 6; i++) fds[i] = dial();
    for (int i = 0; i < 6; i++) say(fds[i], "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 6; i++) {
        hear(fds[i], NULL);
        served += strstr(heard, "200 OK") != NULL;
        told += strstr(heard, "503 Service Unavailable") && strstr(heard, "Retry-After: 2");
        close(fds[i]);
    }
    assert_int_equal(served, 3);
    assert_int_equal(told, 3);
    stop();
}

/* As many requests as may be served run for a second, and the loop is not left alone meanwhile: what needs no
 * serving is answered before any of them. Twice, for whoever kept watch has led once. */
TEST(the_loop_is_led_while_all_that_may_serve_do) {
    start_with((struct server_options){0});
    for (int again = 0; again < 2; again++) {
        int slow[2], fd = dial();
        for (int i = 0; i < 2; i++) {
            slow[i] = dial();
            say(slow[i], "GET /slower HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }
        usleep(100000);
        say(fd, "no request\r\n\r\n");
        hear(fd, NULL);
        assert_non_null(strstr(heard, "400 Bad Request"));
        char byte;
        for (int i = 0; i < 2; i++) assert_int_equal(recv(slow[i], &byte, 1, MSG_PEEK | MSG_DONTWAIT), -1);
        for (int i = 0; i < 2; i++) {
            hear(slow[i], NULL);
            assert_non_null(strstr(heard, "slower"));
            close(slow[i]);
        }
        close(fd);
    }
    stop();
}

TEST(a_request_that_runs_is_finished_before_the_end) {
    start_with((struct server_options){0});
    int fd = dial();
    say(fd, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    usleep(50000);
    server_stop(server);
    hear(fd, NULL);
    assert_non_null(strstr(heard, "slow"));
    close(fd);
    stop();
}

TEST(clients_that_vanish_do_no_harm) {
    start_with((struct server_options){0});
    struct linger hard = {1, 0};
    for (int i = 0; i < 50; i++) {
        int fd = dial();
        say(fd, i % 2 ? GET_THING GET_THING : "GET /thi");
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard); /* a reset instead of an end */
        close(fd);
    }
    int fd = dial();
    say(fd, GET_THING);
    hear(fd, "</p>");
    assert_non_null(strstr(heard, "200 OK"));
    close(fd);
    stop();
}

TEST(a_reply_larger_than_the_socket_takes_arrives_whole) {
    size_t before = web.settings.reply_bytes_max;
    web.settings.reply_bytes_max = 0;
    start_with((struct server_options){0});
    int fd = dial(), small = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    say(fd, "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n" GET_THING);
    usleep(100000);
    hear(fd, "</p>");
    assert_non_null(strstr(heard, "Content-Length: 80000\r\n"));
    assert_int_equal(times(heard, "0123456789"), 8000);
    assert_int_equal(times(heard, "HTTP/1.1 200 OK"), 2);
    close(fd);
    stop();
    web.settings.reply_bytes_max = before;
}

TEST(a_page_does_not_wait_for_delayed_acknowledgements) {
    start_with((struct server_options){0});
    int is_on = 0, listener;
    socklen_t len = sizeof is_on;
    assert_int_equal(uv_fileno((uv_handle_t *)&server->listener, &listener), 0); /* connections inherit it */
    assert_int_equal(getsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &is_on, &len), 0);
    assert_int_not_equal(is_on, 0);
    int fd = dial();
    int64_t began = ms_now();
    for (int i = 0; i < 50; i++) {
        say(fd, GET_THING);
        hear(fd, "</p>");
    }
    assert_true(ms_now() - began < 50 * 20);
    close(fd);
    stop();
}

TEST(a_signal_ends_the_server_after_what_it_runs) {
    start_with((struct server_options){0});
    int idle = dial(), fd = dial();
    say(fd, GET_THING);
    hear(fd, "</p>");
    int64_t began = ms_now();
    kill(getpid(), SIGTERM);
    pthread_join(thread, NULL);
    assert_true(ms_now() - began < 4000);
    assert_int_equal(hear(idle, NULL), 0);
    server_done(server);
    arena_done(a);
    close(idle);
    close(fd);
}

#define GET_STREAM "GET /stream HTTP/1.1\r\nHost: a\r\n" LOGIN "\r\n"
static int stream_new(void) {
    int fd = dial();
    say(fd, GET_STREAM);
    hear(fd, "data: here\n\n");
    assert_non_null(strstr(heard, "Content-Type: text/event-stream"));
    assert_null(strstr(heard, "Content-Length"));
    return fd;
}

TEST(a_stream_hears_that_something_changed_and_that_the_server_is_there_until_its_time_is_over) {
    start_with((struct server_options){.beat_ms = 300, .stream_ms_max = 1500});
    int fd = stream_new();
    server_tell(server);
    hear(fd, "data: look\n\n");
    assert_non_null(strstr(heard, "data: look\n\n"));
    hear(fd, "data: here\n\n");
    assert_non_null(strstr(heard, "data: here\n\n"));
    int64_t since = ms_now();
    hear(fd, NULL); /* its end */
    assert_true(ms_now() - since < 3000);
    close(fd);
    stop();
}

TEST(streams_take_no_place_of_those_who_ask_and_one_too_many_ends) {
    start_with((struct server_options){.connections_max = 2, .streams_max = 2});
    int first = stream_new(), second = stream_new(), third = dial();
    say(third, GET_STREAM);
    int64_t since = ms_now();
    hear(third, NULL);
    assert_true(ms_now() - since < 3000);
    int fd = dial();
    say(fd, GET_THING);
    hear(fd, "</p>");
    assert_non_null(strstr(heard, "200 OK"));
    close(fd), close(first), close(second), close(third);
    stop();
}

TEST(who_speaks_on_a_stream_loses_it) {
    start_with((struct server_options){0});
    int fd = stream_new();
    say(fd, GET_THING);
    assert_int_equal(hear(fd, NULL), 0);
    close(fd);
    stop();
}

TEST(only_loopback_is_served_without_tls_in_front) {
    struct arena *b = arena_new(0);
    struct server *s = NULL;
    struct server_options options = {.host = "0.0.0.0", .workers = 2};
    assert_int_equal(server_new(b, &web, &options, &s), ERR_USAGE);
    assert_non_null(strstr(arena_failure(b), "TLS in front"));
    assert_null(s);
    arena_reset(b);
    options.host = "city.example";
    assert_int_equal(server_new(b, &web, &options, &s), ERR_USAGE);
    arena_reset(b);
    start_with((struct server_options){0});
    options.host = "127.0.0.1";
    options.port = server_port(server);
    assert_int_equal(server_new(b, &web, &options, &s), ERR_BUSY);
    assert_non_null(strstr(arena_failure(b), "taken by another program"));
    stop();
    arena_done(b);
}

TEST_MAIN(T(a_page_is_served_and_the_connection_kept), T(pipelined_requests_are_answered_in_their_order),
          T(more_pipelined_bytes_than_are_kept_wait_in_the_socket),
          T(a_head_that_trickles_is_cut_at_its_deadline), T(a_body_that_trickles_is_cut_too),
          T(malformed_heads_are_answered_and_the_connection_ends),
          T(a_body_over_the_limit_gets_its_413_even_while_it_is_sent),
          T(a_large_body_is_spooled_after_a_look_at_who_sends_it),
          T(a_spool_that_cannot_be_made_is_an_error_in_words),
          T(at_the_limit_the_longest_waiting_connection_gives_way), T(clients_that_vanish_do_no_harm),
          T(more_requests_than_may_wait_are_told_so), T(the_loop_is_led_while_all_that_may_serve_do),
          T(a_request_that_runs_is_finished_before_the_end),
          T(a_reply_larger_than_the_socket_takes_arrives_whole),
          T(a_page_does_not_wait_for_delayed_acknowledgements),
          T(a_signal_ends_the_server_after_what_it_runs), T(only_loopback_is_served_without_tls_in_front),
          T(a_stream_hears_that_something_changed_and_that_the_server_is_there_until_its_time_is_over),
          T(streams_take_no_place_of_those_who_ask_and_one_too_many_ends), T(who_speaks_on_a_stream_loses_it))
