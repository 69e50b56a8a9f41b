/* view -- what a compiled page is, and what the frame around every page knows.
 *
 * A template becomes a constant `struct view_def`; a handler fills the view struct
 * that belongs to it and hands both to req_view(). The same row answers a reader
 * (html) and a program (json); where one of them is NULL the row does not offer it.
 * The gate fills the frame: a template never asks who is signed in. */
#pragma once
#include "base/words.h"

struct json; /* base/json.h, whose names are also those of jansson: a file includes one of them */

/* One entry of the main menu: only rows the reader may open are there. */
struct page_menu {
    const char *label, *href;
    bool is_here; /* this page, or one below it */
};

/* Texts are never NULL; "" where there is nothing to say. They live as long as the request. */
struct page_frame {
    enum lang lang;
    const char *lang_tag;       /* "zh" or "en", for <html lang> */
    const char *title;          /* of this page */
    const char *path;           /* "/projects", without the format's suffix */
    const char *query;          /* "area=3&page=2" as it came, without '?' */
    const char *other_lang_href; /* this page in the other language */
    const struct page_menu *menu;
    size_t menu_count;
    const struct page_menu *minor; /* what is opened seldom, below the person's name */
    size_t minor_count;
    bool is_signed_in;
    int64_t account_id;     /* whose page this is: what a phone keeps of it is that person's; 0: nobody's */
    bool finds;             /* may look for projects */
    const char *user_name;  /* how the person is called */
    const char *user_login; /* … and signs in: two people may have one name */
    const char *opened;     /* "2022-12-06 10:21": when this page was made, for paper; "" if it shows nothing of the city */
    int64_t unread;         /* notices that wait for who is signed in */
    const char *csrf;       /* for the hidden field CSRF_FIELD of every form that posts */
    const char *known_text; /* "2022-12-06" when the page shows the past; "" for now */
    bool is_timeless;       /* the page shows no facts (a form, an account): no date to look at it from */
    const char *screen;     /* classes of a page that fills a screen: "screen dark"; "": an ordinary one */
    const char *notice;     /* "Saved": once, after a redirect */
    const char *city;       /* whose platform this is: "威海市"; "" until it is named */
    const char *city_href;  /* where it can be named, if it is not and the reader may; NULL: nowhere */
    const char *banner;     /* what every page must say: practice data, no state secrets */
    const char *clock_href; /* where the clock of a practice day is moved, if there is one and the reader may; NULL: nowhere */
    bool is_fragment;       /* only the part inside the frame is asked for (HX-Request) */
};

#define CSRF_FIELD "csrf"

struct view_def {
    const char *name; /* "project_show": for the golden list and messages */
    void (*html)(struct out *out, const struct page_frame *frame, const void *view);
    void (*json)(struct json *json, const void *view);
};

/* What the app's error page is given; its json is not used, errors have one JSON shape. */
struct error_view {
    int status;
    const char *title; /* the words of the error */
    const char *text;  /* what to do now, or "" */
    const char *request_id;
    const struct fault *faults; /* texts in both languages, see base/words.h */
    size_t faults_count;
};
