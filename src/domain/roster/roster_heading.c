/* The headings of a sheet of people and units, and the words that may stand in its columns. */
#include "base/text.h"
#include "domain/people/role.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

/* To add a column: a row here; the words of its heading are synonyms too. Folded. */
static const struct {
    enum word name;
    const char *words;
} fields[RF_COUNT] = {
    [RF_UNIT] = {W_rf_unit, "单位|单位全称|机构|机构名称|部门|部门名称|所在单位|工作单位|所属单位|unitname|organisation|organization|"
                            "department|office"},
    [RF_EN] = {W_rf_en, "英文|英文名|单位英文名称|englishname|nameinenglish"},
    [RF_KIND] = {W_rf_kind, "类别|类型|单位类型|机构类别|机构类型|性质|单位性质|type|kindofunit|unitkind"},
    [RF_PARENT] = {W_rf_parent, "上级|上级机构|上级部门|主管单位|隶属|隶属单位|隶属于|上级单位名称|parentunit|unitabove|reportsto|above"},
    [RF_AREA] = {W_rf_area, "填报责任区|区县|区市|所属区县|所在区县|责任区名称|reportingarea|areaname"},
    [RF_DIVISION] = {W_rf_division, "区划|区划代码|行政区划|行政区划代码|division|divisioncode"},
    [RF_USCC] = {W_rf_uscc, "信用代码|社会信用代码|uscc|creditcode"},
    [RF_CODE] = {W_rf_code, "编码|编号|单位代码|单位编码|机构代码|责任区代码|key|unitcode|areacode"},
    [RF_LAST] = {W_rf_last, "撤销日期|撤销时间|撤销日|closed|closedon|closing"},
    [RF_LOGIN] = {W_rf_login, "用户名|账号|帐号|登录账号|登录帐号|工号|login|username|user|account|signinname"},
    [RF_PERSON] = {W_rf_person, "人员|人员姓名|姓名全称|person|personname|fullname|holder"},
    [RF_MAIL] = {W_rf_mail, "邮箱|电子邮箱|电子邮件|邮件|邮件地址|邮箱地址|email|emailaddress|mail|mailaddress"},
    [RF_PHONE] = {W_rf_phone, "手机|手机号|手机号码|联系电话|电话号码|联系方式|phone|phonenumber|mobile|mobilephone|tel"},
    [RF_LANG] = {W_rf_lang, "界面语言|lang"},
    [RF_STATE] = {W_rf_state, "状态|是否启用|启用|state|status|enabled|accountstate"},
    [RF_ROLE] = {W_rf_role, "平台角色|权限角色|用户角色|roleinthework"},
    [RF_POST] = {W_rf_post, "职务|职位|岗位名称|职务名称|postname|position|title|jobtitle"},
    [RF_FROM] = {W_rf_from, "起始日|起始日期|起始时间|开始日期|开始时间|任职日期|任职时间|到岗日期|自|起|fromday|fromdate|since|start|"
                            "startday|startdate|firstday"},
    [RF_TO] = {W_rf_to, "截止日|截止日期|截止时间|结束日期|结束时间|离任日期|最后一天|至|止|today|todate|until|end|endday|enddate|lastday"},
    [RF_HOLD] = {W_rf_hold, "任职类型|任职形式|代理|是否代理|delegation|holding|holdsorstandsin"},
    [RF_FOR] = {W_rf_for, "代谁|代理谁|被代理人|被代理人登录名|delegatedby|onbehalfof"},
    [RF_REASON] = {W_rf_reason, "任职原因|原因|事由|依据|任职依据|basis"},
    [RF_NAME] = {W_rf_name, "全称|name"},
};

enum { HEADING_BYTES = 400 }; /* what stands behind is no heading */

enum word roster_field_word(enum roster_field f) { return f < RF_COUNT ? fields[f].name : W_rf_row; }
const char *roster_heading(enum roster_field f, enum lang lang) { return word(lang, fields[f].name); }

/* What stands before brackets and marks: "登录名（必填）" and "*登录名" are the sign-in name. */
static const char *bare(struct arena *a, const char *text) {
    char *folded = text_fold(a, span_of(text)), *from = folded;
    while (*from == '*') from++;
    from[strcspn(from, "([*:")] = 0;
    return from;
}

static bool is_among(const char *words, const char *text) {
    struct span left = span_of(words), one;
    while (span_cut(&left, '|', &one))
        if (span_is(one, text)) return true;
    return false;
}

static bool is_called(struct arena *a, enum roster_field f, const char *text) {
    bool is = is_among(fields[f].words, text);
    for (enum lang l = 0; l < LANG_COUNT && !is; l++) is = text_eq(bare(a, word(l, fields[f].name)), text);
    return is;
}

static enum roster_field field_of(struct arena *a, const char *heading) {
    const char *text = bare(a, heading);
    for (int f = 0; *text && f < RF_COUNT; f++)
        if (is_called(a, (enum roster_field)f, text)) return (enum roster_field)f;
    return RF_COUNT;
}

bool roster_heading_is(struct arena *a, enum roster_field f, const char *heading) {
    const char *text = bare(a, heading);
    return *text && (is_called(a, f, text) || is_called(a, RF_NAME, text));
}

static bool has(const struct roster_sheet *s, enum roster_field f) { return s->column[f] >= 0; }

/* "Name" is the person's beside a sign-in name or a unit, else the unit's; of a sheet of areas the area's. */
static void name_settle(struct roster_sheet *s) {
    if (has(s, RF_NAME)) {
        bool is_person = (has(s, RF_LOGIN) || has(s, RF_UNIT)) && !has(s, RF_PERSON);
        enum roster_field f = is_person ? RF_PERSON : !has(s, RF_UNIT) ? RF_UNIT : RF_NAME;
        if (f != RF_NAME) s->column[f] = s->column[RF_NAME], s->column[RF_NAME] = -1;
    }
    bool is_of_people = has(s, RF_LOGIN) || has(s, RF_PERSON);
    s->is_areas = has(s, RF_AREA) && !has(s, RF_UNIT) && !is_of_people;
    bool is_of_posts = is_of_people || has(s, RF_ROLE) || has(s, RF_POST);
    s->states_units = has(s, RF_UNIT) && (has(s, RF_KIND) || !is_of_posts);
    s->states_posts = has(s, RF_ROLE) || has(s, RF_POST);
}

size_t roster_headings(struct arena *a, const struct sheet_row *row, struct roster_sheet *ret) {
    size_t known = 0;
    struct roster_sheet s = {.said = ret->said};
    const char **unknown = arena_array(a, const char *, row->count + 1);
    s.said.unknown_count = 0;
    for (int f = 0; f < RF_COUNT; f++) s.column[f] = -1;
    for (size_t i = 0; i < row->count && i < ROSTER_COLUMNS_MAX; i++) {
        const char *text = arena_copy_n(a, row->at[i].text, strnlen(row->at[i].text, HEADING_BYTES));
        enum roster_field f = field_of(a, text);
        const char *heading = utf8_cut(a, text_neat(a, span_of(text)), 40);
        if (f != RF_COUNT && s.column[f] < 0) s.column[f] = (int)i, known++;
        else if (*heading) unknown[s.said.unknown_count++] = heading;
    }
    name_settle(&s);
    s.said.unknown = unknown;
    s.said.header = row->number;
    *ret = s;
    bool says_who = has(&s, RF_UNIT) || has(&s, RF_LOGIN) || has(&s, RF_PERSON) || has(&s, RF_AREA);
    return says_who ? known : 0;
}

/* -- words in columns -- */

const char *roster_kind_read(struct arena *a, const char *text) {
    static const struct { const char *kind, *words; } more[] = {
        {"government", "市政府|政府机关|citygovernment"}, {"project_office", "项目办|projectoffice"},
        {"department", "部门|主管部门|市直部门|industrydepartment"}, {"area_office", "区县办|区县|区项目办|县项目办"},
        {"project_unit", "建设单位|业主|业主单位|企业|company|builder"}, {"bureau", "统计局|statistics"},
        {"factor", "要素|要素保障部门"}, {"bank", "金融机构"}, {"specialist_team", "专员|项目专员|specialists"}};
    struct span rest = span_of(UNIT_KINDS), kind;
    const char *said = text_fold(a, span_of(text));
    while (span_cut(&rest, '|', &kind)) {
        const char *key = arena_copy_n(a, kind.at, kind.len);
        for (enum lang l = 0; l < LANG_COUNT; l++)
            if (text_eq(text_fold(a, span_of(word(l, unit_kind_word(key)))), said)) return key;
        if (text_eq(key, said)) return key;
    }
    for (size_t i = 0; i < countof(more); i++)
        if (is_among(more[i].words, said)) return more[i].kind;
    return NULL;
}

unsigned roster_role_read(struct arena *a, const char *text) {
    const char *said = text_fold(a, span_of(text));
    for (size_t i = 0; i < ROLE_BITS; i++) {
        if (text_eq(role_rows[i].key, said)) return role_rows[i].bit;
        for (enum lang l = 0; l < LANG_COUNT; l++)
            if (text_eq(text_fold(a, span_of(word(l, role_rows[i].name))), said)) return role_rows[i].bit;
    }
    return 0;
}

/* One of two answers, each with the words it is known by. */
static bool either(struct arena *a, const char *text, const char *yes, const char *no, bool *ret_known) {
    const char *said = text_fold(a, span_of(text));
    bool is = is_among(yes, said);
    *ret_known = is || is_among(no, said);
    return is;
}

bool roster_holds_read(struct arena *a, const char *text, bool *ret_known) {
    return either(a, text, "任职|在任|本人|否|holds|holder|no", "代理|代|是|standsin|standin|deputy|delegate|yes", ret_known);
}

bool roster_on_read(struct arena *a, const char *text, bool *ret_known) {
    return either(a, text, "启用|是|正常|在用|on|yes|enabled|active", "停用|否|禁用|off|no|disabled|inactive", ret_known);
}
