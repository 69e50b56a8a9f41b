#include "domain/people/setting.h"
#include "base/text.h"
#include "domain/people/mail.h"
#include "domain/people/role.h"
#include <string.h>

enum { ADDRESS_MAX = 200, CLIENT_MAX = 120 };
/* How people get in is no business of the projects: who keeps the security of the house says it. */
#define SIGN_IN .access = ACCESS_SECURITY

static bool mail_sender_fits(const char *value) { return text_eq(value, "none") || mail_address_is(value); }
static bool mail_server_fits(const char *value) { return text_eq(value, "none") || mail_server_is(value); }

/* To add a setting: a row here; where many ask for it a field in struct settings and a line in settings_take(); one that
 * few ask for is read by setting_text_now(). */
const struct setting_row setting_rows[] = {
    {"city_name_zh", SETTING_TEXT, 1, 40, "", W_setting_city_name_zh},
    {"city_name_en", SETTING_TEXT, 1, 60, "", W_setting_city_name_en},
    {"threshold_fen", SETTING_FEN, 0, INT64_C(1000000000000), "500000000", W_setting_threshold},
    {"time_zone_min", SETTING_INT, -720, 840, "480", W_setting_time_zone},
    {"report_due_day", SETTING_INT, 1, 28, "5", W_setting_report_due_day},
    {"report_photos_min", SETTING_INT, 0, 9, "0", W_setting_report_photos_min},
    {"specialist_load_min", SETTING_INT, 0, 100, "5", W_setting_specialist_load_min},
    {"specialist_load_max", SETTING_INT, 1, 100, "7", W_setting_specialist_load_max},
    {"visit_days", SETTING_INT, 1, 366, "14", W_setting_visit_days},
    {"visit_red_days", SETTING_INT, 1, 366, "7", W_setting_visit_red_days},
    {"alarm_budget_percent", SETTING_INT, 0, 100, "20", W_setting_alarm_budget},
    {"bad_end_percent", SETTING_INT, 1, 200, "100", W_setting_bad_end_percent},
    {"bad_end_latest_plan", SETTING_INT, 0, 1, "0", W_setting_bad_end_latest},
    {"digest_hour", SETTING_INT, 0, 23, "8", W_setting_digest_hour},
    {"dispatch_weekday", SETTING_INT, 1, 5, "2", W_setting_dispatch_weekday},
    {"bulletin_day", SETTING_INT, 1, 28, "2", W_setting_bulletin_day},
    {"letter_office", SETTING_TEXT, 0, 40, "", W_setting_letter_office},
    {"letter_mark", SETTING_TEXT, 1, 10, "项办", W_setting_letter_mark},
    {"mail_server", SETTING_TEXT, 1, 200, "none", W_setting_mail_server, .fits = mail_server_fits,
     .unfit = W_setting_mail_server_unfit},
    {"mail_user", SETTING_TEXT, 1, 200, "none", W_setting_mail_user},
    {"mail_sender", SETTING_TEXT, 1, 200, "none", W_setting_mail_sender, .fits = mail_sender_fits,
     .unfit = W_setting_mail_sender_unfit},
    {"time_curve", SETTING_CURVE, 0, 0, "linear", W_setting_time_curve},
    {"factor_roles", SETTING_ROLES, 0, 0, "none", W_setting_factor_roles, SIGN_IN},
    {"opening_days", SETTING_INT, 180, 36500, "1095", W_setting_opening_days, SIGN_IN},
    {"public_address", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_public_address, SIGN_IN},
    {"oidc_issuer", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_oidc_issuer, SIGN_IN},
    {"oidc_client", SETTING_TEXT, 0, CLIENT_MAX, "", W_setting_oidc_client, SIGN_IN},
    {"oidc_name", SETTING_TEXT, 0, 40, "", W_setting_oidc_name, SIGN_IN},
    {"wecom_corp", SETTING_TEXT, 0, CLIENT_MAX, "", W_setting_wecom_corp, SIGN_IN},
    {"wecom_agent", SETTING_TEXT, 0, CLIENT_MAX, "", W_setting_wecom_agent, SIGN_IN},
    {"wecom_page_address", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_wecom_page_address, SIGN_IN},
    {"wecom_api_address", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_wecom_api_address, SIGN_IN},
    {"dingtalk_client", SETTING_TEXT, 0, CLIENT_MAX, "", W_setting_dingtalk_client, SIGN_IN},
    {"dingtalk_page_address", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_dingtalk_page_address, SIGN_IN},
    {"dingtalk_api_address", SETTING_ADDRESS, 0, ADDRESS_MAX, "", W_setting_dingtalk_api_address, SIGN_IN},
    {"is_practice", SETTING_FLAG, 0, 1, "0", W_setting_is_practice, .is_programs = true},
};
const size_t setting_row_count = countof(setting_rows);

const struct setting_row *setting_find(const char *key) {
    for (size_t i = 0; i < setting_row_count; i++)
        if (text_eq(setting_rows[i].key, key)) return &setting_rows[i];
    return NULL;
}

/* "linear", or twelve cumulative hundredths of a percent, rising, the last one 10000: "300,900,…,10000". */
static bool curve_read(const char *text, int curve[12], int *whole) {
    if (text_eq(text, "linear")) {
        for (int m = 0; m < 12; m++) curve[m] = m + 1;
        *whole = 12;
        return true;
    }
    struct span left = span_of(text), part;
    int64_t before = 0;
    for (int m = 0; m < 12; m++) {
        char number[8];
        int64_t n;
        if (!span_cut(&left, ',', &part) || part.len == 0 || part.len >= sizeof number) return false;
        memcpy(number, part.at, part.len);
        number[part.len] = 0;
        if (!text_int(number, before, 10000, &n)) return false;
        curve[m] = (int)n;
        before = n;
    }
    *whole = 10000;
    return left.at == NULL && before == 10000;
}

static bool roles_read(const char *text, unsigned *ret) { return roles_of_keys(text_eq(text, "none") ? "" : text, ret); }

/* A server's address to which a path is added. Without TLS secrets would go over the wire as they are, so that http
 * is for a provider on the machine itself. */
static bool is_address(const char *text) {
    static const char *const begins[] = {"https://", "http://127.0.0.1", "http://localhost", "http://[::1]"};
    bool begins_well = false;
    size_t len = strlen(text);
    for (size_t i = 0; i < countof(begins); i++) {
        size_t n = strlen(begins[i]);
        bool is_local = i > 0;
        begins_well |= !strncmp(text, begins[i], n) && (is_local ? strchr(":/", text[n]) != NULL : text[n] && text[n] != '/');
    }
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] <= ' ' || (unsigned char)text[i] >= 0x7F || strchr("\"'<>\\^`{|}@?#", text[i])) return false;
    return len == 0 || (begins_well && text[len - 1] != '/');
}

static bool value_fits(const struct setting_row *row, const char *value) {
    int64_t n;
    int curve[12], whole;
    unsigned roles;
    switch (row->kind) {
    case SETTING_TEXT: return utf8_count(value) >= (size_t)row->min && utf8_count(value) <= (size_t)row->max;
    case SETTING_CURVE: return curve_read(value, curve, &whole);
    case SETTING_ROLES: return roles_read(value, &roles);
    case SETTING_ADDRESS: return utf8_count(value) <= (size_t)row->max && is_address(value);
    case SETTING_INT:
    case SETTING_FEN:
    case SETTING_FLAG: return text_int(value, row->min, row->max, &n);
    }
    return false;
}

static int64_t number_of(const char *value) {
    int64_t n = 0;
    must(text_int(value, INT64_MIN, INT64_MAX, &n));
    return n;
}

static void settings_take(struct settings *s, const char *key, const char *value) {
    if (text_eq(key, "city_name_zh")) s->city_zh = value;
    else if (text_eq(key, "city_name_en")) s->city_en = value;
    else if (text_eq(key, "threshold_fen")) s->threshold_fen = number_of(value);
    else if (text_eq(key, "time_zone_min")) s->time_zone_min = (int)number_of(value);
    else if (text_eq(key, "report_due_day")) s->report_due_day = (int)number_of(value);
    else if (text_eq(key, "report_photos_min")) s->report_photos_min = (int)number_of(value);
    else if (text_eq(key, "specialist_load_min")) s->specialist_load_min = (int)number_of(value);
    else if (text_eq(key, "specialist_load_max")) s->specialist_load_max = (int)number_of(value);
    else if (text_eq(key, "visit_days")) s->visit_days = (int)number_of(value);
    else if (text_eq(key, "visit_red_days")) s->visit_red_days = (int)number_of(value);
    else if (text_eq(key, "digest_hour")) s->digest_hour = (int)number_of(value);
    else if (text_eq(key, "factor_roles")) must(roles_read(value, &s->factor_roles));
    else if (text_eq(key, "alarm_budget_percent")) s->alarm_budget_percent = (int)number_of(value);
    else if (text_eq(key, "bad_end_percent")) s->bad_end_percent = (int)number_of(value);
    else if (text_eq(key, "bad_end_latest_plan")) s->bad_end_by_latest = number_of(value) != 0;
    else if (text_eq(key, "is_practice")) s->is_practice = number_of(value) != 0;
    else if (text_eq(key, "time_curve")) must(curve_read(value, s->curve, &s->curve_whole));
}

enum err settings_known(struct tx *t, int64_t entry, struct settings *ret) {
    struct settings s = {0};
    for (size_t i = 0; i < setting_row_count; i++) settings_take(&s, setting_rows[i].key, setting_rows[i].otherwise);
    struct setting_cursor rows;
    try(setting_known(t, entry, &rows));
    for (;;) {
        struct setting row;
        bool has;
        try(setting_cursor_next(&rows, &row, &has));
        if (!has) break;
        const struct setting_row *known = setting_find(row.key);
        /* A row written by a later program, or by hand in the database, is left alone. */
        if (known && value_fits(known, row.value)) settings_take(&s, known->key, arena_copy(tx_arena(t), row.value));
    }
    *ret = s;
    return OK;
}

enum err settings_now(struct tx *t, struct settings *ret) {
    int64_t entry;
    try(tx_last_entry(t, &entry));
    return settings_known(t, entry, ret);
}

enum err setting_stands(struct tx *t, const struct setting_row *row, struct setting *ret) {
    struct setting now = setting_empty;
    struct setting_id_by_key_row found;
    bool has;
    try(setting_id_by_key(t, row->key, &found, &has));
    if (has) try(setting_get(t, found.id, &now));
    *ret = now;
    return OK;
}

enum err setting_text_now(struct tx *t, const char *key, const char **ret_value) {
    const struct setting_row *row = setting_find(key);
    struct setting now;
    must(row != NULL);
    try(setting_stands(t, row, &now));
    *ret_value = now.version && value_fits(row, now.value) ? arena_copy(tx_arena(t), now.value) : row->otherwise;
    return OK;
}

enum err settings_today(struct tx *t, int64_t now_ms, int32_t *ret_day) {
    struct settings settings;
    try(settings_now(t, &settings));
    *ret_day = day_of_ms(now_ms, settings.time_zone_min);
    return OK;
}

enum err setting_set(struct tx *t, const char *key, const char *value, const char *reason, struct both *ret_fault) {
    const struct setting_row *row = setting_find(key);
    if (!row) {
        *ret_fault = SAY(tx_arena(t), W_setting_unknown, both_text(key));
        return ERR_INVALID;
    }
    if (!value_fits(row, value)) {
        *ret_fault = SAY(tx_arena(t), W_setting_impossible, both_word(row->label), both_text(value));
        return ERR_INVALID;
    }
    if (row->fits && !row->fits(value)) {
        *ret_fault = SAY(tx_arena(t), row->unfit, both_text(value));
        return ERR_INVALID;
    }
    struct setting now;
    try(setting_stands(t, row, &now));
    if (now.version && text_eq(now.value, value)) return OK;
    now.key = key;
    now.value = value;
    now.reason = reason;
    return setting_put(t, &now, now.version);
}
