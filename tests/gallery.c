#include "gallery.h"
#include "assets_gen.h"
#include "error_view.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void write_file(const char *path, const void *at, size_t len) {
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(at, 1, len, f) != len || fclose(f)) {
        fprintf(stderr, "gallery: %s cannot be written\n", path);
        exit(3);
    }
}

/* The assets under the names pages call them by. */
static void write_assets(struct arena *a, const char *dir) {
    mkdir(arena_printf(a, "%s/assets", dir), 0777);
    for (size_t i = 0; i < qipan_asset_count; i++)
        write_file(arena_printf(a, "%s%s", dir, qipan_assets[i].href), qipan_assets[i].at,
                   qipan_assets[i].len);
}

static void frame_fill(struct gallery *g) {
    static const struct {
        const char *zh, *en, *href;
    } entries[] = {{"一盘棋", "Board", "/board"},
                   {"项目", "Projects", "/projects"},
                   {"指标", "Figures", "/figures"},
                   {"日历", "Calendar", "/calendar"},
                   {"导入", "Intake", "/intake"},
                   {"设置", "Settings", "/settings"},
                   {"账号", "People", "/accounts"}};
    bool zh = g->lang == ZH;
    struct page_menu *menu = arena_array(g->a, struct page_menu, countof(entries));
    for (size_t i = 0; i < countof(entries); i++)
        menu[i] = (struct page_menu){zh ? entries[i].zh : entries[i].en, entries[i].href,
                                     !strcmp(entries[i].href, g->here)};
    g->frame = (struct page_frame){
        .lang = g->lang,
        .lang_tag = lang_tag(g->lang),
        .path = g->here,
        .query = "month=2022-11&level=key",
        .other_lang_href = "/lang",
        .menu = menu,
        .menu_count = countof(entries),
        .is_signed_in = true,
        .finds = true,
        .unread = 3,
        .user_name = zh ? "王志远" : "Wang Zhiyuan",
        .user_login = "wang.zy",
        .opened = "2022-12-06 10:21",
        .csrf = "0123456789abcdef",
        .known_text = "",
        .notice = "",
        .screen = "",
        .city = zh ? "威海市" : "Weihai",
        .banner =
            zh ? "演示数据，企业与人名均为虚构。涉密信息不得录入。"
               : "Practice data; enterprises and persons are invented. State secrets must not be entered.",
    };
}

void gallery_page(struct gallery *g, const char *name, const char *title, const struct view_def *def,
                  const void *view) {
    struct out *o = out_in(g->a, 0);
    g->frame.title = title;
    def->html(o, &g->frame, view);
    write_file(arena_printf(g->a, "%s/%s-%s.html", g->dir, name, lang_tag(g->lang)), o->at, o->len);
    if (!def->json) return;
    out_clear(o);
    struct json j;
    json_init(&j, o);
    def->json(&j, view);
    write_file(arena_printf(g->a, "%s/%s-%s.json", g->dir, name, lang_tag(g->lang)), o->at, o->len);
}

static void gallery_errors(struct gallery *g) {
    const struct err_row *missing = err_row(ERR_MISSING);
    bool zh = g->lang == ZH;
    struct error_view view = {
        .status = 404,
        .title = zh ? missing->zh : missing->en,
        .text = zh ? "这个地址没有对应的页面，可能是链接写错了，也可能项目已经合并。"
                   : "There is no page at this address: the link may be wrong, or the project was merged.",
        .request_id = "7f3a-19c2",
    };
    gallery_page(g, "error", view.title, &error_view, &view);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: gallery DIR\n");
        return 2;
    }
    struct arena *a = arena_new(256 << 20);
    mkdir(argv[1], 0777);
    write_assets(a, argv[1]);
    static const struct {
        const char *here;
        void (*fill)(struct gallery *g);
    } rooms[] = {{"/board", gallery_board},     {"/projects", gallery_list}, {"/projects", gallery_project},
                 {"/projects", gallery_timeline}, {"/transfers", gallery_transfers},
                 {"/figures", gallery_figures}, {"/intake", gallery_intake}, {"/accounts", gallery_people},
                 {"/organisation", gallery_roster},
                 {"/identities", gallery_signin}, {"/calendar", gallery_calendar}, {"/credibility", gallery_notes},
                 {"/desk", gallery_desk}, {"/duty", gallery_duty}, {"/notices", gallery_reminders}, {"/specialists", gallery_rounds},
                 {"/problems", gallery_problems}, {"/rules", gallery_rules}, {"/outlook", gallery_outlook},
                 {"/dispatch", gallery_dispatch}, {"/cockpit", gallery_cockpit}, {"/bulletins", gallery_bulletins},
                 {"/letters", gallery_letters}, {"/journal", gallery_audit}, {"/", gallery_errors}};
    for (enum lang lang = ZH; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < countof(rooms); i++) {
            struct gallery g = {.a = a, .lang = lang, .dir = argv[1], .here = rooms[i].here};
            frame_fill(&g);
            rooms[i].fill(&g);
        }
    }
    arena_done(a);
    return 0;
}
