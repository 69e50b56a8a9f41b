#include "app/demo_voices.h"
#include "domain/voices/waiver.h"
#include "store/blob.h"

enum { ZONE = 480 };
enum what { DECLARE, JUDGE, ASK, APPROVE };

/* In the order in which they are done; `of`: the area whose reporting unit it is about, or the step that is approved. */
static const struct step {
    enum what what;
    int of;
    int32_t day, end_day;
    const char *colour, *text;
} steps[DEMO_VOICE_STEPS] = {
    {ASK, 2, 19246 /* 2022-09-11 */, 19296, NULL, "台风过后现场清淤，九月下旬恢复施工"},
    {APPROVE, 0, 19248, 0, NULL, "情况属实"},
    {ASK, 0, 19317 /* 2022-11-21 */, 19357, NULL, "主要设备海运延期，供货方已书面确认到港日期"},
    {APPROVE, 2, 19319, 0, NULL, "已核对供货方函件"},
    {DECLARE, 0, 19328 /* 2022-12-02 */, 0, "yellow", "设备未到货，十二月投资有缺口"},
    {DECLARE, 1, 19328, 0, "green", "按计划推进"},
    {JUDGE, 0, 19329 /* 2022-12-03 */, 0, "yellow", "现场作业面少，人员较填报偏少"},
    {ASK, 1, 19330 /* 2022-12-04 */, 19388, NULL, "施工图变更待批，申请延至一月底"},
};

int64_t demo_voice_moment(int step) {
    return ms_of_day(steps[step].day, ZONE) + (int64_t)9 * 3600000 + (int64_t)(20 + step) * 60000;
}

int64_t demo_voice_by(const struct demo_people *p, int step) {
    const struct step *s = &steps[step];
    if (s->what == APPROVE) return p->office_account_id;
    if (s->what == JUDGE) return p->goer_id[0];
    return p->reporting[s->of] < 0 ? 0 : p->unit_account_id[s->of];
}

/* Where the first who goes was in the month; 0: nowhere. */
static enum err visited(struct tx *t, const struct demo *d, const struct demo_people *p, int32_t month, int64_t *ret) {
    *ret = 0;
    for (int k = 0; k < p->watched_count[0] && !*ret; k++) {
        struct visit_in_days_row visit;
        bool has;
        int64_t id = d->projects[p->watched_by[0][k]].id;
        try(visit_in_days(t, id, p->goer_id[0], month_first_day(month), month_last_day(month), &visit, &has));
        if (has) *ret = id;
    }
    return OK;
}

static enum err say(struct tx *t, const struct demo *d, const struct demo_people *p, int step) {
    const struct step *s = &steps[step];
    struct faults faults = {.count = 0};
    struct light_voice row;
    struct voice_said said = {.account_id = demo_voice_by(p, step), .month = month_of(2022, 11), .colour = s->colour,
                              .reason = s->text, .may = MAY_DECLARE | MAY_JUDGE, .today = s->day,
                              .voice = s->what == DECLARE ? "unit" : "specialist"};
    if (s->what == DECLARE) said.project_id = d->projects[p->reporting[s->of]].id;
    else try(visited(t, d, p, said.month, &said.project_id));
    return said.project_id ? voice_say(t, &said, &faults, &row) : OK;
}

static enum err ask(struct tx *t, struct demo_voices *made, const struct demo *d, const struct demo_people *p, int step) {
    const struct step *s = &steps[step];
    struct faults faults = {.count = 0};
    struct light_waiver row;
    const char *sha;
    try(blob_put_bytes(t, (struct blob){s->text, strlen(s->text)}, "text/plain", &sha));
    const struct waiver_asked asked = {
        .project_id = d->projects[p->reporting[s->of]].id, .account_id = demo_voice_by(p, step), .may = MAY_ASK,
        .reason = s->text, .sha = sha, .file_name = "情况说明.txt", .media_type = "text/plain",
        .end_day = s->end_day, .today = s->day,
        .now_ms = demo_voice_moment(step)};
    try(waiver_ask(t, &asked, &faults, &row));
    made->waiver_id[step] = row.id;
    return OK;
}

enum err demo_voice_put(struct tx *t, struct demo_voices *made, const struct demo *d, const struct demo_people *p, int step) {
    const struct step *s = &steps[step];
    struct faults faults = {.count = 0};
    struct light_waiver row;
    if (!demo_voice_by(p, step)) return OK;
    if (s->what == ASK) return ask(t, made, d, p, step);
    if (s->what != APPROVE) return say(t, d, p, step);
    if (!made->waiver_id[s->of]) return OK;
    const struct waiver_decided decided = {
        .waiver_id = made->waiver_id[s->of], .version = 1, .account_id = p->office_account_id, .may = MAY_DECIDE,
        .action = "approve", .text = s->text, .today = s->day, .now_ms = demo_voice_moment(step)};
    return waiver_decide(t, &decided, &faults, &row);
}
