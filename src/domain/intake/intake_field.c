#include "domain/intake/intake_field.h"
#include <string.h>

static const struct intake_choice initiations[] = {
    {"approval", "审批|审批制|approval"},
    {"verification", "核准|核准制|verification"},
    {"filing", "备案|备案制|filing|record"},
    {NULL, NULL},
};
static const struct intake_choice natures[] = {
    {"new", "新建|新建项目|new|newconstruction"},
    {"extension", "扩建|扩建项目|改扩建|extension|expansion"},
    {"reconstruction", "改建|改建项目|改造|reconstruction"},
    {"relocation", "迁建|迁建项目|搬迁|relocation"},
    {"restoration", "恢复|恢复性建设|restoration"},
    {"technical", "技改|技术改造|技术改造项目|technical|technicaltransformation"},
    {"purchase", "单纯购置|purchase|purepurchase"},
    {NULL, NULL},
};
static const struct intake_choice investors[] = {
    {"government", "政府|政府投资|政府投资项目|财政|财政投资|government|public"},
    {"state_enterprise", "国有企业|国企|国有|国有控股|国企投资|央企|state|stateenterprise|stateowned"},
    {"private", "民营|民企|民间|民间投资|民营企业|私营|企业投资|社会投资|private"},
    {"foreign", "外资|外商|外商投资|外企|港澳台|港澳台投资|foreign"},
    {"other", "其他|其它|other"},
    {NULL, NULL},
};
static const struct intake_choice stages[] = {
    {"planning", "谋划|谋划项目|planning"},
    {"reserve", "储备|储备项目|reserve"},
    {"preliminary", "前期|前期项目|前期工作|开展前期|未开工|尚未开工|preliminary|design|notstarted"},
    {"under_construction", "在建|建设中|在建项目|已开工|施工|施工中|正常施工|underconstruction|construction|started"},
    {"suspended", "停工|停缓建|停建|缓建|暂停|suspended|stopped"},
    {"completed", "竣工|已竣工|完工|已完工|建成|已建成|completed|complete|finished"},
    {"in_production", "投产|已投产|投用|已投用|投入使用|竣工投产|inproduction|operating|inuse"},
    {"withdrawn", "退出|退库|已退出|withdrawn|cancelled"},
    {NULL, NULL},
};
static const struct intake_choice levels[] = {
    {"provincial_major", "省重大|省级重大|省重大项目|省级重大项目|provincialmajor"},
    {"provincial_key", "省重点|省级重点|省重点项目|省级重点项目|省级|省|provincialkey|provincial"},
    {"municipal_key", "市重点|市级重点|市重点项目|市级重点项目|市级|市|municipalkey|municipal"},
    {"county_key",
     "区县重点|县重点|区重点|县级重点|区级重点|县区级重点|区市重点|县级|区级|县|区|countykey|county|district"},
    {NULL, NULL},
};
static const struct intake_choice roles[] = {
    {"new_start", "新开工|新开工项目|本年新开工|新建开工|newstart|new"},
    {"continuing", "续建|续建项目|结转|跨年|在建续建|continuing"},
    {"preliminary", "前期|前期项目|准备类|准备|预备|储备类|preliminary|preparatory"},
    {NULL, NULL},
};
static const struct intake_choice counts[] = {
    {"itself", "本项目|itself"},
    {"children", "子项目|children"},
    {NULL, NULL},
};
static const struct intake_choice datums[] = {
    {"WGS-84", "wgs-84|wgs84|gps"},
    {"GCJ-02", "gcj-02|gcj02|火星坐标|高德"},
    {"CGCS2000", "cgcs2000|2000国家大地坐标系|国家2000|大地2000"},
    {NULL, NULL},
};


static const struct intake_field fields[INTAKE_FIELD_COUNT] = {
    [IN_NAME] = {"name", KIND_TEXT, W_in_f_name,
        "项目名称|名称|工程名称|项目名|建设项目名称|项目全称|项目|projectname|name|projectdescription|"
        "projecttitle|title|project", "project", "name", NULL},
    [IN_NATIONAL_CODE] = {"national_code", KIND_CODE, W_in_f_national_code,
        "项目代码|国家项目代码|全国投资项目代码|投资项目代码|项目统一代码|项目统一编码|立项代码|备案代码|"
        "在线审批监管平台代码|在线平台代码|国家代码|国家编码|审批监管平台代码|全国投资项目在线审批监管平台代码|"
        "全国投资项目在线审批监管平台项目代码|nationalcode|nationalprojectcode|projectcode",
        "project", "national_code", NULL},
    [IN_OLD_CODE] = {"old_code", KIND_CODES, W_in_f_old_code,
        "原项目代码|曾用代码|曾用项目代码|变更前代码|变更前项目代码|旧代码|oldcode|formercode|supersededcode",
        "project_code", "code", NULL},
    [IN_PLATFORM_NO] = {"platform_no", KIND_TEXT, W_in_f_platform_no,
        "平台编号|平台项目编号|platformno|platformnumber", "project", "platform_no", NULL},
    [IN_OUTSIDE_NO] = {"outside_no", KIND_TEXT, W_in_f_outside_no,
        "项目编号|编号|项目编码|外部编号|台账编号|清单编号|projectid|id|projectno|projectnumber|outsideno|pid",
        "project", "outside_no", NULL},
    [IN_PARENT] = {"parent", KIND_PROJECT, W_in_f_parent,
        "上级项目|父项目|所属项目|所属总项目|打捆项目|上级项目代码|父项目代码|parent|parentcode|parentproject",
        "project", "parent_id", NULL},
    [IN_COUNTS_AS] = {"counts_as", KIND_CHOICE, W_in_f_counts_as,
        "统计方式|计数方式|countsas", "project", "counts_as", counts},
    [IN_UNIT_NAME] = {"unit_name", KIND_TEXT, W_in_f_unit_name,
        "项目单位|建设单位|项目业主|业主|业主单位|项目法人|法人单位|建设主体|实施单位|实施主体|投资主体|投资单位|"
        "承建企业|企业名称|单位名称|项目单位名称|建设单位名称|项目法人单位|projectunit|owner|projectowner|"
        "company|sponsor|client", "project", "unit_name", NULL},
    [IN_USCC] = {"uscc", KIND_USCC, W_in_f_uscc,
        "统一社会信用代码|社会信用代码|信用代码|项目单位统一社会信用代码|建设单位统一社会信用代码|"
        "项目单位信用代码|单位信用代码|uscc|creditcode|unifiedsocialcreditcode", "project", "uscc", NULL},
    [IN_AREA] = {"area", KIND_AREA, W_in_f_area,
        "区市|区县|县区|县市区|市区|所属区市|所在区市|所属区县|所在区县|所属区域|所在区域|责任区|填报责任区|"
        "填报区市|属地|辖区|地区|区域|建设区域|项目属地|所在地|项目所在地|所属地区|所在地区|所在县区|建设地区|"
        "area|district|borough|reportingarea|region", "project", "area_id", NULL},
    [IN_DIVISION_CODE] = {"division_code", KIND_DIVISION, W_in_f_division_code,
        "行政区划代码|区划代码|行政区划|地区代码|divisioncode|regioncode", "project", "division_code", NULL},
    [IN_ADDRESS] = {"address", KIND_TEXT, W_in_f_address,
        "建设地点|建设地址|项目地址|地址|项目地点|详细地址|具体地点|建设位置|项目位置|address|location|"
        "projectlocation|site", "project", "address", NULL},
    [IN_INDUSTRY_CODE] = {"industry_code", KIND_INDUSTRY, W_in_f_industry_code,
        "行业代码|国民经济行业代码|国标行业|国标行业代码|行业小类|行业小类代码|国民经济行业|国民经济行业分类|"
        "所属行业代码|industrycode|gb4754|gbt4754|gb/t4754", "project", "industry_code", NULL},
    [IN_FIELD] = {"field", KIND_FIELD, W_in_f_field,
        "领域|产业|所属领域|项目领域|重点领域|投资领域|产业领域|产业类别|板块|所属板块|field|sector|category|"
        "tenyearplancategory", "project", "field_id", NULL},
    [IN_DEPARTMENT] = {"department", KIND_DEPARTMENTS, W_in_f_department,
        "行业主管部门|主管部门|牵头部门|市直责任部门|市级责任部门|责任部门|市直部门|主管单位|行业部门|"
        "市级牵头部门|市级主管部门|市直牵头部门|市直主管部门|department|industrydepartment|managingagency|agency|"
        "leaddepartment", "holder", "holder_id", NULL},
    [IN_INITIATION] = {"initiation", KIND_CHOICE, W_in_f_initiation,
        "立项方式|立项类型|立项类别|审批方式|审批类型|审核备类型|审批核准备案|审批/核准/备案|initiation",
        "project", "initiation", initiations},
    [IN_NATURE] = {"nature", KIND_CHOICE, W_in_f_nature,
        "建设性质|项目性质|nature|constructionnature", "project", "nature", natures},
    [IN_INVESTOR_KIND] = {"investor_kind", KIND_CHOICE, W_in_f_investor_kind,
        "投资主体类型|投资类型|投资性质|投资主体性质|资金性质|企业性质|单位性质|投资方类型|investorkind|"
        "investortype", "project", "investor_kind", investors},
    [IN_SCALE] = {"scale", KIND_TEXT, W_in_f_scale,
        "建设规模及内容|建设规模和内容|建设规模与内容|建设内容及规模|建设内容和规模|建设规模及主要内容|"
        "建设规模及主要建设内容|主要建设内容及规模|主要建设内容和规模|主要建设内容|建设内容|建设规模|项目概况|"
        "项目内容|项目简介|规模及内容|项目建设内容|scale|scopesummary|scope|content|constructioncontent",
        "project", "scale", NULL},
    [IN_CAPACITY] = {"capacity", KIND_TEXT, W_in_f_capacity,
        "新增生产能力|新增能力|生产能力|新增产能|capacity|capacityadded", "project", "capacity", NULL},
    [IN_TOTAL] = {"total", KIND_AMOUNT, W_in_f_total,
        "总投资|计划总投资|项目总投资|总投资额|投资总额|计划总投资额|概算总投资|估算总投资|批复总投资|总投资规模|"
        "投资规模|totalinvestment|total|plannedtotal|plannedtotalinvestment|totalcost|combinedtotal|totalbudget",
        "project", "total_fen", NULL},
    [IN_PLANNED_START] = {"planned_start", KIND_DAY_START, W_in_f_planned_start,
        "计划开工时间|计划开工日期|计划开工年月|拟开工时间|拟开工日期|预计开工时间|预计开工日期|计划开工|"
        "计划开工月份|plannedstart|plannedstartdate|startplanned", "project", "planned_start_day", NULL},
    [IN_PLANNED_FINISH] = {"planned_finish", KIND_DAY_END, W_in_f_planned_finish,
        "计划竣工时间|计划竣工日期|计划完工时间|计划完工日期|计划建成时间|拟竣工时间|拟竣工日期|预计竣工时间|"
        "预计竣工日期|预计完工时间|预计完工日期|预计建成时间|计划竣工|计划完工|计划竣工年月|plannedfinish|"
        "plannedfinishdate|plannedcompletion", "project", "planned_finish_day", NULL},
    [IN_PERIOD] = {"period", KIND_PERIOD, W_in_f_period,
        "建设起止年限|起止年限|建设年限|建设起止时间|起止时间|建设周期|建设工期|建设起止年月|起止年月|"
        "计划建设年限|计划起止时间|建设时间|constructionperiod|period", "project", "planned_start_day", NULL},
    [IN_ACTUAL_START] = {"actual_start", KIND_DAY_START, W_in_f_actual_start,
        "实际开工时间|实际开工日期|实际开工|实际开工年月|已开工时间|actualstart|actualstartdate|startactual",
        "project", "actual_start_day", NULL},
    [IN_ACTUAL_FINISH] = {"actual_finish", KIND_DAY_END, W_in_f_actual_finish,
        "实际竣工时间|实际竣工日期|实际完工时间|实际完工日期|实际竣工|实际完工|实际建成时间|actualfinish|"
        "actualfinishdate", "project", "actual_finish_day", NULL},
    [IN_PLANNED_PRODUCTION] = {"planned_production", KIND_DAY_END, W_in_f_planned_production,
        "计划投产时间|计划投产日期|预计投产时间|预计投产日期|拟投产时间|计划投产|plannedproduction",
        "project", "planned_production_day", NULL},
    [IN_PRODUCTION] = {"production", KIND_DAY_END, W_in_f_production,
        "实际投产时间|实际投产日期|投用时间|productiondate", "project", "production_day", NULL},
    [IN_STATS_ENTRY] = {"stats_entry", KIND_DAY_END, W_in_f_stats_entry,
        "入库时间|入库日期|纳统时间|纳统日期|统计入库时间|统计入库日期|入统时间|入统日期|入库纳统时间|statsentry|"
        "statisticsentry", "project", "stats_entry_day", NULL},
    [IN_STAGE] = {"stage", KIND_CHOICE, W_in_f_stage,
        "项目阶段|建设阶段|所处阶段|项目状态|建设状态|当前阶段|阶段|状态|目前阶段|stage|phase|status|projectstage",
        "project", "stage", stages},
    [IN_STOPPED] = {"stopped", KIND_STOPS, W_in_f_stopped,
        "停工时间|停工日期|stopped|suspendedon", "stop", "stopped_day", NULL},
    [IN_RESUMED] = {"resumed", KIND_STOPS, W_in_f_resumed,
        "复工时间|复工日期|resumed|resumedon", "stop", "resumed_day", NULL},
    [IN_STOP_REASON] = {"stop_reason", KIND_TEXT, W_in_f_stop_reason, "停工原因|stopreason", "stop", "reason", NULL},
    [IN_REGISTERED] = {"registered", KIND_DAY_START, W_in_f_registered,
        "登记日期|登记时间|纳入平台时间|纳入平台日期|进入平台时间|录入日期|入平台时间|registered|registeredon",
        "project", "registered_day", NULL},
    [IN_WITHDRAWN] = {"withdrawn", KIND_DAY_START, W_in_f_withdrawn,
        "退出日期|退出时间|退库时间|退库日期|withdrawn|withdrawnon", "project", "withdrawn_day", NULL},
    [IN_LONGITUDE] = {"longitude", KIND_DEGREES, W_in_f_longitude,
        "经度|项目经度|longitude|lng|lon", "project", "longitude_udeg", NULL},
    [IN_LATITUDE] = {"latitude", KIND_DEGREES, W_in_f_latitude,
        "纬度|项目纬度|latitude|lat", "project", "latitude_udeg", NULL},
    [IN_DATUM] = {"datum", KIND_CHOICE, W_in_f_datum, "坐标系|坐标系统|坐标基准|datum", "project", "datum", datums},
    [IN_LEADER] = {"leader", KIND_TEXT, W_in_f_leader,
        "包保领导|包联领导|挂点领导|帮包领导|责任领导|牵头领导|市级领导|分管领导|市级包保领导|联系领导|leader|"
        "responsibleleader", "project", "leader", NULL},
    [IN_CONTACT_NAME] = {"contact_name", KIND_TEXT, W_in_f_contact_name,
        "联系人|项目联系人|联系人姓名|联络员|联络人|contact|contactname|contactperson", "contact", "sealed", NULL},
    [IN_CONTACT_PHONE] = {"contact_phone", KIND_TEXT, W_in_f_contact_phone,
        "联系电话|联系人电话|电话|手机|手机号|手机号码|联系方式|联系人手机|联系人联系方式|电话号码|phone|"
        "telephone|mobile|contactphone", "contact", "sealed", NULL},
    [IN_REMARK] = {"remark", KIND_TEXT, W_in_f_remark,
        "备注|说明|备注说明|其他说明|remark|remarks|note|notes|comment|comments", "project", "remark", NULL},
    [IN_LIST_LEVEL] = {"list_level", KIND_LEVELS, W_in_f_list_level,
        "项目级别|级别|项目层级|层级|重点级别|重点项目级别|名单级别|重点层级|列入名单|重点项目类别|listlevel|"
        "level", "membership", "level", levels},
    [IN_LIST_ROLE] = {"list_role", KIND_CHOICE, W_in_f_list_role,
        "年度性质|年度类别|建设类别|年度角色|推进类别|续建/新开工|新开工/续建|续建或新开工|新建续建|新建/续建|"
        "名单类别|listrole|role|yearrole", "membership", "role", roles},
    [IN_LIST_YEAR] = {"list_year", KIND_YEAR, W_in_f_list_year,
        "名单年度|列入年度|清单年度|listyear", "membership", "year", NULL},
    [IN_LIST_DOCUMENT] = {"list_document", KIND_TEXT, W_in_f_list_document,
        "名单文号|列入文号|下达文号|listdocument", "membership", "document_no", NULL},
    [IN_PLAN] = {"plan", KIND_AMOUNT, W_in_f_plan, NULL, "annual_plan", "amount_fen", NULL},
    [IN_PLAN_TARGET] = {"plan_target", KIND_TEXT, W_in_f_plan_target,
        "年度建设目标|年度目标|年度建设内容|年度工作目标|年度形象进度目标|年度主要建设内容|计划形象进度|"
        "年度计划形象进度|年内目标|建设目标|年度建设任务|plantarget|annualtarget", "annual_plan", "target", NULL},
    [IN_PLAN_REASON] = {"plan_reason", KIND_TEXT, W_in_f_plan_reason,
        "计划调整原因|调整原因|planreason", "annual_plan", "reason", NULL},
    [IN_YTD] = {"ytd", KIND_AMOUNT, W_in_f_ytd, NULL, "invest_fact", "amount_fen", NULL},
    [IN_MONTH_DONE] = {"month_done", KIND_AMOUNT, W_in_f_month_done, NULL, "invest_fact", "amount_fen", NULL},
    [IN_SINCE_START] = {"since_start", KIND_AMOUNT, W_in_f_since_start, NULL, "invest_fact", "amount_fen", NULL},
    [IN_BEFORE] = {"before", KIND_AMOUNT, W_in_f_before, NULL, "invest_fact", "amount_fen", NULL},
    [IN_BUREAU_YTD] = {"bureau_ytd", KIND_AMOUNT, W_in_f_bureau_ytd, NULL, "invest_fact", "amount_fen", NULL},
    [IN_BUREAU_MONTH] = {"bureau_month", KIND_AMOUNT, W_in_f_bureau_month, NULL, "invest_fact", "amount_fen", NULL},
    [IN_BUREAU_SINCE_START] = {"bureau_since_start", KIND_AMOUNT, W_in_f_bureau_since_start, NULL, "invest_fact",
        "amount_fen", NULL},
    [IN_PROGRESS] = {"progress", KIND_TEXT, W_in_f_progress,
        "形象进度|工程形象进度|目前形象进度|工程进展|工程进展情况|项目进展|项目进展情况|进展情况|目前进展|"
        "目前进展情况|当前进展|建设进展|建设进展情况|工程进度|项目进度|建设进度|进度情况|progress|"
        "physicalprogress", "invest_fact", "progress", NULL},
    [IN_MILESTONE] = {"milestone", KIND_MILESTONE_TEXT, W_in_f_milestone,
        "节点|节点名称|里程碑|里程碑节点|里程碑名称|关键节点|建设节点|重要节点|milestone|milestonename", "milestone", "name", NULL},
    [IN_MILESTONE_FIRST] = {"milestone_first", KIND_MILESTONE_DAY, W_in_f_milestone_first,
        "节点首次计划时间|节点首次计划|milestonefirstplan", "milestone", "first_plan_day", NULL},
    [IN_MILESTONE_PLAN] = {"milestone_plan", KIND_MILESTONE_DAY, W_in_f_milestone_plan,
        "节点计划时间|节点计划日期|节点计划完成时间|节点计划|milestoneplan|milestoneplanned", "milestone", "plan_day", NULL},
    [IN_MILESTONE_ACTUAL] = {"milestone_actual", KIND_MILESTONE_DAY, W_in_f_milestone_actual,
        "节点实际时间|节点实际日期|节点实际完成时间|节点完成时间|节点实际|milestoneactual|milestonereached", "milestone",
        "actual_day", NULL},
    [IN_MILESTONE_REASON] = {"milestone_reason", KIND_MILESTONE_TEXT, W_in_f_milestone_reason,
        "节点调整原因|节点计划调整原因|milestonereason", "milestone", "reason", NULL},
    [IN_MILESTONE_OWNER] = {"milestone_owner", KIND_MILESTONE_TEXT, W_in_f_milestone_owner,
        "节点责任单位|节点责任人|milestoneowner", "milestone", "owner", NULL},
    [IN_MILESTONE_EVIDENCE] = {"milestone_evidence", KIND_MILESTONE_TEXT, W_in_f_milestone_evidence,
        "节点完成依据|节点佐证材料|milestoneevidence", "milestone", "evidence", NULL},
};

const struct intake_field *intake_field(enum intake_key key) {
    must((unsigned)key < INTAKE_FIELD_COUNT);
    return &fields[key];
}

const char *intake_key_name(enum intake_key key) {
    return key == IN_EXTRA ? "extra" : key == IN_IGNORE ? "ignore" : intake_field(key)->key;
}

bool intake_key_read(struct span name, enum intake_key *ret_key) {
    for (enum intake_key k = 0; k <= IN_IGNORE; k++)
        if (span_is(name, intake_key_name(k))) {
            *ret_key = k;
            return true;
        }
    return false;
}

bool intake_key_is_dated(enum intake_key key) {
    return key == IN_PLAN || (key >= IN_YTD && key <= IN_BUREAU_SINCE_START);
}

/* Whether a list with | between its words has this one. */
static bool list_has(const char *list, const char *text) {
    struct span rest = span_of(list), item;
    while (span_cut(&rest, '|', &item))
        if (span_is(item, text)) return true;
    return false;
}

const char *intake_choice_read(const struct intake_choice *choices, const char *folded) {
    for (; choices->value; choices++)
        if (list_has(choices->words, folded)) return choices->value;
    return NULL;
}

const char *intake_choice_name(struct arena *a, const struct intake_choice *choices, const char *value) {
    if (choices == datums) return value; /* names of their own, the same for everybody */
    for (; value && choices->value; choices++)
        if (!strcmp(choices->value, value)) return arena_copy_n(a, choices->words, strcspn(choices->words, "|"));
    return NULL;
}
