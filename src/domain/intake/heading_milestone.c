#include "domain/intake/heading_milestone.h"
#include <string.h>

enum { WORDS_MAX = 5 }; /* around a name: 节点, 计划完成, 时间 and two more */

/* What stands around the name of a milestone. */
enum { SAYS_FIRST_PLAN = 1, SAYS_PLAN_DAY = 2, SAYS_ACTUAL_DAY = 4, SAYS_DAY = 8, SAYS_ENOUGH = 16, SAYS_WHY = 32,
       SAYS_OWNER = 64, SAYS_EVIDENCE = 128 };

static const struct {
    unsigned says;
    const char *words; /* folded, | between; longer ones first */
} around[] = {
    {SAYS_FIRST_PLAN, "首次计划完成|首次计划|最初计划|原计划完成|原计划"},
    {SAYS_FIRST_PLAN | SAYS_ENOUGH, "firstplanned|firstplan|originalplan"},
    {SAYS_PLAN_DAY, "计划完成|计划|预计完成|预计|拟"},
    {SAYS_PLAN_DAY | SAYS_ENOUGH, "planned|due"},
    {SAYS_PLAN_DAY, "plan"},
    {SAYS_ACTUAL_DAY | SAYS_ENOUGH, "实际完成|实际|actual|reached"},
    {SAYS_DAY, "时间|日期|年月|date|day"},
    {SAYS_WHY | SAYS_ENOUGH, "计划调整原因|调整原因|reasonofchange"},
    {SAYS_OWNER | SAYS_ENOUGH, "责任单位|owner"},
    {SAYS_EVIDENCE | SAYS_ENOUGH, "完成依据|佐证材料|evidence"},
    {0, "完成|节点|关键节点|里程碑|milestone|:|-|(|)|的|of|on"},
};

bool intake_key_is_of_milestone(enum intake_key key) { return key >= IN_MILESTONE && key <= IN_MILESTONE_EVIDENCE; }

/* -- a kind with words around it -- */

struct reading {
    const struct milestone_kinds_row *kind;
    unsigned says;
};

static bool begins(struct span s, struct span with) { return s.len > with.len && !memcmp(s.at, with.at, with.len); }
static bool ends(struct span s, struct span with) {
    return s.len > with.len && !memcmp(s.at + s.len - with.len, with.at, with.len);
}

/* Words are taken from the beginning, then from the end, until a name is left. The name itself may begin like a word of
 * ours (planning permit), so each way is tried, and none twice. */
static bool strip(const struct milestone_kinds *k, struct span text, unsigned says, int words, bool is_at_end,
                  struct reading *ret) {
    const struct milestone_kinds_row *kind = milestone_kind_folded(k, text);
    if (kind) {
        *ret = (struct reading){kind, says};
        return true;
    }
    for (size_t i = 0; words < WORDS_MAX && i < countof(around); i++) {
        struct span rest = span_of(around[i].words), word;
        while (span_cut(&rest, '|', &word)) {
            struct span left = {text.at, text.len - word.len}, right = {text.at + word.len, text.len - word.len};
            bool is_first = !is_at_end && begins(text, word);
            if (is_first && strip(k, right, says | around[i].says, words + 1, false, ret)) return true;
            if (ends(text, word) && strip(k, left, says | around[i].says, words + 1, true, ret)) return true;
        }
    }
    return false;
}

static enum intake_key key_said(unsigned says) {
    if (says & SAYS_WHY) return IN_MILESTONE_REASON;
    if (says & SAYS_OWNER) return IN_MILESTONE_OWNER;
    if (says & SAYS_EVIDENCE) return IN_MILESTONE_EVIDENCE;
    if (says & SAYS_FIRST_PLAN) return IN_MILESTONE_FIRST;
    if (says & SAYS_ACTUAL_DAY) return says & SAYS_PLAN_DAY ? IN_EXTRA : IN_MILESTONE_ACTUAL;
    return says & SAYS_PLAN_DAY ? IN_MILESTONE_PLAN : IN_EXTRA;
}

/* -- 节点：名称 计划时间, as the export writes it: the name may be one that no kind has -- */

static const char *behind_mark(const char *text) {
    static const char *const marks[] = {"节点：", "节点:", "Milestone: ", "milestone: "};
    for (size_t i = 0; i < countof(marks); i++)
        if (text_starts(text, marks[i])) return text + strlen(marks[i]);
    return NULL;
}

/* All words, from the last blank on; 0 if there are others. */
static unsigned said_alone(struct span text, int words) {
    for (size_t i = 0; words < WORDS_MAX && i < countof(around); i++) {
        struct span rest = span_of(around[i].words), word;
        while (span_cut(&rest, '|', &word)) {
            if (!text.len || text.len < word.len || memcmp(text.at, word.at, word.len) != 0) continue;
            struct span right = {text.at + word.len, text.len - word.len};
            unsigned more = right.len ? said_alone(right, words + 1) : SAYS_DAY;
            if (more) return around[i].says | more;
        }
    }
    return 0;
}

static bool read_marked(struct arena *a, const char *text, const struct milestone_kinds *k, struct heading *h) {
    const char *name = behind_mark(text), *blank = name ? strrchr(name, ' ') : NULL;
    enum intake_key key = blank ? key_said(said_alone(span_of(text_fold(a, span_of(blank + 1))), 0)) : IN_EXTRA;
    if (key == IN_EXTRA) return false;
    h->milestone = text_neat(a, (struct span){name, (size_t)(blank - name)});
    const struct milestone_kinds_row *kind = milestone_kind_named(a, k, h->milestone);
    h->milestone_kind = kind ? kind->id : NO_INT;
    h->state = HEADING_SURE;
    h->field = key;
    return *h->milestone != 0;
}

/* -- doors -- */

void heading_read_milestone(struct arena *a, const char *text, size_t part_count, const struct milestone_kinds *k,
                            struct heading *h) {
    struct reading r;
    const char *folded = text_fold(a, span_of(text));
    if (!k || read_marked(a, text, k, h) || !strip(k, span_of(folded), 0, 0, false, &r)) return;
    enum intake_key key = key_said(r.says);
    bool is_enough = r.says & (SAYS_DAY | SAYS_ENOUGH) || (part_count > 1 && key != IN_EXTRA);
    if (!is_enough) return; /* 用地, 设备: a word of a kind alone is no day */
    h->milestone_kind = r.kind->id;
    h->milestone = r.kind->name_zh;
    if (key != IN_EXTRA) {
        h->state = HEADING_SURE;
        h->field = key;
        return;
    }
    h->state = HEADING_ASKED;
    h->field = IN_EXTRA;
    h->candidates[0] = IN_MILESTONE_PLAN;
    h->candidates[1] = IN_MILESTONE_ACTUAL;
    h->candidate_count = 2;
    h->why = both_word(W_in_ask_which);
}

/* Without a kind it is called as the heading is, without what tells the day. */
void heading_name_milestone(struct arena *a, const struct milestone_kinds *k, struct heading *h) {
    struct reading r;
    if (h->milestone || h->field == IN_MILESTONE || !intake_key_is_of_milestone(h->field)) return;
    if (k && strip(k, span_of(text_fold(a, span_of(h->text))), 0, 0, false, &r)) {
        h->milestone_kind = r.kind->id;
        h->milestone = r.kind->name_zh;
        return;
    }
    struct span name = span_of(text_neat(a, span_of(h->text)));
    for (int words = 0; words < WORDS_MAX; words++)
        for (size_t i = 0; i < countof(around); i++) {
            struct span rest = span_of(around[i].words), word;
            while (span_cut(&rest, '|', &word))
                if (ends(name, word)) name = span_trim((struct span){name.at, name.len - word.len});
        }
    h->milestone = arena_copy_n(a, name.at, name.len);
}

/* -- a row a milestone -- */

static const struct {
    enum intake_key key; /* IN_IGNORE: told by the days */
    const char *headings; /* folded, | between */
} bare[] = {
    {IN_MILESTONE_FIRST, "首次计划|首次计划时间|首次计划日期|原计划|原计划时间|原计划完成时间|firstplan|firstplanned|originalplan"},
    {IN_MILESTONE_PLAN, "计划|计划时间|计划日期|计划完成|计划完成时间|计划完成日期|现计划|调整后计划|调整后时间|planned|plan|"
                        "planneddate|plandate|plannow|duedate|due"},
    {IN_MILESTONE_ACTUAL, "实际|实际时间|实际日期|实际完成|实际完成时间|实际完成日期|完成时间|完成日期|actual|actualdate|"
                          "reached|reachedon|completedon"},
    {IN_MILESTONE_REASON, "调整原因|计划调整原因|变更原因|延期原因|reason|reasonofchange"},
    {IN_MILESTONE_OWNER, "责任单位|责任人|负责单位|负责人|owner|responsible"},
    {IN_MILESTONE_EVIDENCE, "完成依据|佐证|佐证材料|依据|evidence"},
    {IN_IGNORE, "状态|完成状态|完成情况|是否完成|status|state"},
};

static bool list_has(const char *list, const char *text) {
    struct span rest = span_of(list), item;
    while (span_cut(&rest, '|', &item))
        if (span_is(item, text)) return true;
    return false;
}

static void take_bare(struct arena *a, struct heading *h) {
    const char *folded = text_fold(a, span_of(h->text));
    for (size_t i = 0; i < countof(bare); i++) {
        if (!list_has(bare[i].headings, folded)) continue;
        bool is_ignored = bare[i].key == IN_IGNORE;
        h->state = is_ignored ? HEADING_IGNORED : HEADING_SURE;
        h->field = bare[i].key;
        h->candidate_count = 0;
        h->why = is_ignored ? both_word(W_in_ignored_by_days) : (struct both){{NULL}};
    }
}

void headings_by_milestone(struct arena *a, struct heading *at, size_t count) {
    bool has_name = false;
    for (size_t i = 0; i < count; i++) has_name |= at[i].state == HEADING_SURE && at[i].field == IN_MILESTONE;
    for (size_t i = 0; has_name && i < count; i++) {
        if (at[i].is_ordered) continue;
        take_bare(a, &at[i]);
        if (at[i].field != IN_REMARK || at[i].state != HEADING_SURE) continue;
        at[i].state = HEADING_ASKED; /* of the milestone, or of the project? */
        at[i].field = IN_EXTRA;
        at[i].candidates[0] = IN_MILESTONE_EVIDENCE;
        at[i].candidates[1] = IN_REMARK;
        at[i].candidate_count = 2;
        at[i].why = both_word(W_in_ask_which);
    }
}
