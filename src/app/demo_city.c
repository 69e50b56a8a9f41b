#include "app/demo_city.h"

const struct demo_area demo_areas[AREAS] = {
    {"huancui", "环翠区", "Huancui", "371002", {"张村", "羊亭", "温泉", "桥头", "竹岛", "孙家疃", "嵩山", "鲸园"}},
    {"wendeng", "文登区", "Wendeng", "371003", {"文登营", "大水泊", "张家产", "高村", "泽头", "宋村", "葛家", "米山"}},
    {"rongcheng", "荣成市", "Rongcheng", "371082", {"石岛", "成山", "俚岛", "崖头", "寻山", "虎山", "人和", "上庄"}},
    {"rushan", "乳山市", "Rushan", "371083", {"银滩", "白沙滩", "海阳所", "夏村", "乳山口", "南黄", "冯家", "大孤山"}},
    {"gaoqu", "高新区", "High-tech Zone", "371071", {"怡园", "田和", "初村", "双岛", "火炬", "金海湾", "科技", "沈阳路"}},
    {"jingqu", "经开区", "Econ. Dev. Zone", "371072", {"皇冠", "凤林", "西苑", "崮山", "泊于", "九龙河", "五渚河", "齐鲁"}},
    {"lingang", "临港区", "Lingang Zone", "371073", {"苘山", "草庙子", "汪疃", "蔄山", "黄岚", "台湾路", "江苏路", "浙江路"}},
    {"nanhai", "南海新区", "Nanhai New Area", NULL, {"小观", "蓝海", "观海", "香水海", "龙海", "滨海", "畅海", "现代"}},
};

const struct demo_department demo_departments[DEPARTMENTS] = {
    {"gxj", "市工业和信息化局", "Industry & IT"},
    {"kjj", "市科技局", "Science & Technology"},
    {"zjj", "市住房城乡建设局", "Housing & Urban-Rural Dev."},
    {"jtj", "市交通运输局", "Transport"},
    {"swj", "市水务局", "Water"},
    {"hyj", "市海洋发展局", "Ocean Development"},
    {"nyj", "市农业农村局", "Agriculture & Rural Affairs"},
    {"wlj", "市文化和旅游局", "Culture & Tourism"},
    {"swu", "市商务局", "Commerce"},
    {"nyb", "市能源办", "Energy Office"},
    {"jyj", "市教育局", "Education"},
    {"wjw", "市卫生健康委", "Health"},
    {"sthj", "市生态环境局", "Ecology & Environment"},
    {"gzw", "市国资委", "State Assets"},
    {"zrj", "市自然资源和规划局", "Natural Resources & Planning"},
    {"mzj", "市民政局", "Civil Affairs"},
    {"tyj", "市体育局", "Sports"},
    {"fgw", "市发展改革委", "Development & Reform"},
};
enum { GXJ, KJJ, ZJJ, JTJ, SWJ, HYJ, NYJ, WLJ, SWU, NYB, JYJ, WJW, STHJ, GZW, ZRJ, MZJ, TYJ, FGW };

const struct demo_field demo_fields[FIELDS] = {
    {"mfg", "先进制造", "Industry",
     {"碳纤维", "医用高分子", "智能装备", "轮胎模具", "打印机", "钛合金精密件", "复合材料", "汽车零部件", "海洋食品", "新型纸基"},
     {"生产线", "产业园", "智能工厂", "技术改造"}, {"C2829", "C3581", "C3670"},
     {GXJ, FGW, GZW, STHJ}, {76, 8, 12, 4}, 3},
    {"tech", "科技创新", "Science & tech",
     {"先进材料", "海洋生物", "激光", "微电子", "医疗器械", "数字化", "机器人", "碳材料", "光电传感", "软件"},
     {"中试基地", "研究院", "创新中心", "孵化器"}, {"M7320", "M7590", "I6510"},
     {KJJ, FGW, GXJ, JYJ}, {80, 10, 6, 4}, 30},
    {"urban", "城市建设", "Urban works",
     {"老旧小区", "片区路网", "综合管廊", "燃气管网", "供热管网", "停车场", "历史街区", "公园", "雨污分流", "安置房"},
     {"改造", "建设工程", "更新", "提升"}, {"E4813", "N7810", "E4852"},
     {ZJJ, ZRJ, GZW, FGW}, {74, 12, 10, 4}, 80},
    {"infra", "交通水利", "Transport & water",
     {"高速连接线", "国道改线", "水库增容", "河道治理", "港口泊位", "客运枢纽", "引水", "农村公路", "铁路专用线", "跨河桥"},
     {"工程", "改扩建工程", "建设项目", "除险加固"}, {"E4812", "E4821", "N7610"},
     {JTJ, SWJ, GZW, FGW}, {56, 36, 4, 4}, 75},
    {"energy", "绿色能源", "Green energy",
     {"海上风电", "光伏", "储能电站", "核能供热", "抽水蓄能", "生物质", "充电设施", "氢能", "分散式风电", "智能电网"},
     {"项目", "示范工程", "基地", "扩建"}, {"D4415", "D4416", "D4430"},
     {NYB, FGW, GZW, STHJ}, {78, 10, 8, 4}, 10},
    {"marine", "海洋经济", "Marine economy",
     {"海洋牧场", "深远海养殖", "海产精深加工", "渔港", "种苗", "冷链", "海洋装备", "藻类生物", "远洋渔业", "贝类净化"},
     {"基地", "产业园", "项目", "升级"}, {"A0411", "C1362", "C3739"},
     {HYJ, GXJ, GZW, NYJ}, {82, 8, 6, 4}, 12},
    {"rural", "乡村振兴", "Rural",
     {"高标准农田", "苹果", "无花果", "花生", "西洋参", "畜禽", "农产品冷库", "乡村旅游", "田园综合体", "农机"},
     {"示范区", "建设项目", "产业园", "基地"}, {"A0151", "A0513", "C1373"},
     {NYJ, SWJ, WLJ, ZRJ}, {84, 8, 4, 4}, 40},
    {"tour", "文化旅游", "Culture & tourism",
     {"滨海度假", "温泉小镇", "海岛", "文化街区", "博物馆", "民宿集群", "海上运动", "影视基地", "房车营地", "红色教育"},
     {"度假区", "项目", "提升工程", "一体化开发"}, {"R8850", "N7861", "H6110"},
     {WLJ, TYJ, GZW, FGW}, {78, 12, 6, 4}, 15},
    {"serv", "现代服务", "Services",
     {"跨境电商", "冷链物流", "会展中心", "商业综合体", "数据中心", "总部大厦", "供应链", "人力资源", "金融街区", "检验检测"},
     {"产业园", "中心", "项目", "二期工程"}, {"G5910", "L7239", "I6450"},
     {SWU, FGW, GZW, GXJ}, {76, 12, 8, 4}, 8},
    {"welf", "社会民生", "Public welfare",
     {"中学", "小学", "综合医院", "康养中心", "妇幼保健院", "养老院", "体育馆", "污水处理厂", "垃圾焚烧", "疾控中心"},
     {"新建工程", "扩建工程", "迁建工程", "提标改造"}, {"P8334", "Q8411", "Q8514"},
     {JYJ, WJW, MZJ, STHJ}, {36, 32, 18, 14}, 85},
};

const int demo_weights[AREAS][FIELDS] = {
    {54, 17, 35, 14, 4, 11, 5, 12, 12, 12}, {57, 12, 16, 15, 10, 6, 17, 7, 6, 10},
    {52, 8, 18, 17, 17, 36, 14, 12, 7, 10}, {30, 3, 12, 12, 14, 14, 14, 7, 4, 8},
    {57, 32, 14, 5, 3, 0, 0, 3, 7, 7},      {47, 12, 16, 10, 4, 8, 0, 4, 8, 6},
    {35, 4, 8, 6, 4, 0, 7, 1, 3, 4},        {11, 3, 7, 5, 4, 6, 1, 4, 1, 1},
};

const char *demo_unit_name(struct arena *a, struct dice *d, int field) {
    static const char *const first[] = {"海", "澄", "恒", "瑞", "蓝", "岚", "昱", "宏", "景", "泓", "弘", "朗"};
    static const char *const second[] = {"辰", "岳", "屿", "栖", "澜", "舟", "禾", "川", "桥", "帆", "屹", "潮"};
    static const char *const trade[FIELDS][3] = {
        {"材料", "装备", "精工"}, {"科技", "研究院", "创新"},     {"城建", "置业", "市政"}, {"交通发展", "水利", "港航"},
        {"新能源", "电力", "风电"}, {"海洋", "渔业", "水产"},     {"农业", "农投", "生态"}, {"文旅", "康养", "旅游开发"},
        {"商贸", "供应链", "物流"}, {"公共建设", "教育投资", "医养"}};
    return arena_printf(a, "威海%s%s%s有限公司", first[dice_int(d, 0, 11)], second[dice_int(d, 0, 11)],
                        trade[field][dice_int(d, 0, 2)]);
}

const char *demo_project_name(struct arena *a, struct dice *d, int area, int field, int number) {
    static const char *const phases[] = {"", "", "", "一期", "二期", "三期"};
    const struct demo_field *f = &demo_fields[field];
    const char *place = demo_areas[area].places[dice_int(d, 0, 7)];
    const char *what = f->what[dice_int(d, 0, 9)], *kind = f->kinds[dice_int(d, 0, 3)];
    const char *phase = phases[dice_int(d, 0, 5)];
    if (number == 0) return arena_printf(a, "%s%s%s%s", place, what, kind, phase);
    return arena_printf(a, "%s%s%s%s（%d 号）", place, what, kind, phase, number + 1);
}
