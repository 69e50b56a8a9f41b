/* Any text as each kind of value: what is read prints as something that reads as the same. */
#include "fuzz/fuzz.h"
#include "sheet/value.h"

static void faulty(enum err e, struct both fault) {
    promise(e == ERR_INVALID);
    for (enum lang l = 0; l < LANG_COUNT; l++)
        promise(fault.in[l] && *fault.in[l] && utf8_valid(fault.in[l], strlen(fault.in[l])));
}

static void amount_try(struct arena *a, struct span text) {
    struct value_amount one, two;
    struct both fault = {{NULL}};
    const struct amount_unit *unit;
    enum err e = value_read_amount(a, text, &AMOUNT_WAN, &one, &fault);
    amount_unit_find(a, text, &unit);
    if (e != OK) {
        faulty(e, fault);
        return;
    }
    if (one.fen == NO_FEN) return;
    promise(value_read_amount(a, span_of(money_exact(a, one.fen, FEN_PER_YUAN)), &AMOUNT_YUAN, &two, &fault) == OK);
    promise(two.fen == one.fen && !value_has_note(two.note));
}

static void date_try(struct arena *a, struct span text) {
    struct value_date one, two;
    struct both fault = {{NULL}};
    enum err e = value_read_date(a, text, NULL, &one, &fault);
    if (e != OK) {
        faulty(e, fault);
        return;
    }
    if (one.precision == DATE_UNKNOWN) return;
    promise(one.day_first <= one.day_last && one.second >= 0 && one.second < 86400);
    promise(value_read_date(a, span_of(value_date_print(a, &one)), NULL, &two, &fault) == OK);
    promise(two.day_first == one.day_first && two.day_last == one.day_last && two.second == one.second);
}

static void number_try(struct arena *a, struct span text) {
    struct value_number n;
    struct value_duration d;
    struct both fault = {{NULL}};
    const char *name;
    enum err e = value_read_percent(a, text, &n, &fault);
    if (e != OK) faulty(e, fault);
    e = value_read_area(a, text, "亩", &n, &fault);
    if (e != OK) faulty(e, fault);
    e = value_read_number(a, text, &n, &fault);
    if (e != OK) faulty(e, fault);
    e = value_read_duration(a, text, "月", &d, &fault);
    if (e != OK) faulty(e, fault);
    e = value_read_name(a, text, &name, &fault);
    if (e != OK) faulty(e, fault);
    else promise(utf8_valid(name, strlen(name)));
}

static void docno_try(struct arena *a, struct span text) {
    struct value_docno one, two;
    struct both fault = {{NULL}};
    enum err e = value_read_docno(a, text, &one, &fault);
    if (e != OK) {
        faulty(e, fault);
        return;
    }
    if (!*one.text) return;
    promise(value_read_docno(a, span_of(one.text), &two, &fault) == OK && !value_has_note(two.note));
    promise(text_eq(one.text, two.text) && one.year == two.year && one.serial == two.serial);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *a;
    if (!a) a = arena_new(0);
    struct span text = {arena_copy_n(a, data, size), size};
    amount_try(a, text);
    date_try(a, text);
    number_try(a, text);
    docno_try(a, text);
    arena_reset(a);
    return 0;
}
