#!/bin/sh
# What tools/viewgen accepts and refuses, and that a refusal names file, line and remedy. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
make -s build/tools/viewgen || exit 1
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
n=0
result() { n=$((n + 1)); [ "$1" = 0 ] && echo "ok $n - $2" || { echo "not ok $n - $2"; sed 's/^/# /' "$dir/said"; }; }

# The template is a head (from stdin up to the line "===") and a body.
head='<!-- view: page
     int n
     fen paid
     text name
     both why
     rate share
     day start
     month m
     flag is_old
     link href
     html chart
     hidden text css
     part pager part_pager
     list marks part_mark
     list rows page_row
       text name
       rate done
       list cells page_cell
         int n
     list others page_row
-->'
template() { printf '%s\n%s\n' "$head" "$1" > "$dir/page.html"; }
run() { build/tools/viewgen "$dir/page.html" "$dir" > "$dir/said" 2>&1; }

accepts() { # what, body, C that must be there
    template "$2"
    run && grep -qF -- "$3" "$dir/page_view.c" "$dir/page_view.h"
    status=$?
    [ $status = 0 ] || grep -v '^#line' "$dir/page_view.c" >> "$dir/said" 2>/dev/null
    result $status "accepts $1"
}
refuses() { # what, body, line of the body, part of the message
    template "$2"
    run && { echo "was accepted" > "$dir/said"; result 1 "refuses $1"; return; }
    grep -q "page.html:$((21 + $3)): .*$4" "$dir/said"; result $? "refuses $1"
}
refuses_head() { # what, whole template, line, part of the message
    printf '%s\n' "$2" > "$dir/page.html"
    run && { echo "was accepted" > "$dir/said"; result 1 "refuses $1"; return; }
    grep -q "page.html:$3: .*$4" "$dir/said"; result $? "refuses $1"
}

accepts "text between tags" '<p>{{name}}</p>' 'fmt_text(o, lang, v->name);'
accepts "text in a quoted attribute" '<p title="{{name}}">x</p>' 'fmt_text(o, lang, v->name);'
accepts "money with a format, not known said as such" '<p>{{paid|wan}}</p>' 'if (v->paid != NO_FEN) fmt_wan(o, lang, v->paid); else fmt_unknown(o, lang);'
accepts "a number that is not known in an attribute, as a word" '<p title="{{n}}">x</p>' '    fmt_int(o, lang, v->n);'
accepts "a link in href" '<a href="{{href}}#x">x</a>' 'fmt_link(o, lang, v->href);'
accepts "text behind a fixed address, encoded" '<a href="/a?q={{name}}">x</a>' 'fmt_url(o, lang, v->name);'
accepts "a number behind a fixed address" '<a href="/a/{{n}}">x</a>' 'fmt_int(o, lang, v->n);'
accepts "the words of both languages" '<p>{{why}}</p>' 'json_key_text(j, "why_zh", v->why.in[ZH]);'
accepts "a format with an argument" '{{#each rows}}<td>{{done|bar share}}</td>{{/each}}' 'svg_bar(o, lang, r1->done, v->share);'
accepts "rows in rows, the outer names in reach" '{{#each rows}}{{#each cells}}{{n}}{{name}}{{share|percent1}}{{/each}}{{/each}}' 'fmt_text(o, lang, r1->name);'
accepts "another list of the same rows" '{{#each others}}{{name}}{{/each}}' 'const struct page_row *others;'
accepts "if and else" '{{#if name}}a{{#else}}b{{/if}}' 'if (!text_empty(v->name)) {'
accepts "if on a number: known" '{{#if share}}a{{/if}}' 'if (!isnan(v->share)) {'
accepts "some on a number: known and not zero" '{{#some n}}a{{/some}}' 'if (v->n != NO_INT && v->n != 0) {'
accepts "a block between attributes" '<option{{#if is_old}} selected{{/if}}>x</option>' 'if (v->is_old) {'
accepts "a block inside a value" '<p class="a{{#if is_old}} old{{/if}}">x</p>' 'if (v->is_old) {'
accepts "a part" '{{> pager}}' 'part_pager_view.html(o, frame, &v->pager);'
accepts "a list of parts" '{{#each marks}}{{> this}}{{/each}}' 'part_mark_view.html(o, frame, r1);'
accepts "the hidden fields of forms" '{{> token}}{{> known}}' 'fmt_token(o, frame);'
accepts "words with their arguments counted" '{{:so_many n name}}' 'W_so_many_args == 2'
accepts "a text in the template itself" "{{'red'|light}}" 'fmt_light(o, lang, "red");'
accepts "an asset" '<script src="{{@qipan.js}}"></script>' 'fmt_asset("qipan.js")'
accepts "a list in the JSON" 'x' 'json_key(j, "rows");'
accepts "a page inside its frame" 'x' 'if (!frame->is_fragment) layout_open(o, frame);'
accepts "errors that point to the template" '

{{name}}' "#line 24 \"$dir/page.html\""
accepts "blanks between tags made few" '<p>

   <b>x</b></p>' '<p>\n<b>x</b></p>'
accepts "blanks in textarea kept" '<textarea>
  x</textarea>' '<textarea>\n  x'
accepts "comments that stay in the source" 'a<!-- not for the reader -->b' '"ab\n"'

template '{{css}}{{chart}}'; run; ! grep -q '"css"\|"chart"' "$dir/page_view.c"; result $? "keeps hidden fields and markup out of the JSON"

refuses "an unknown field" '<p>
{{nam}}</p>' 2 'no field "nam" in view page'
refuses "a field of rows outside of them" '{{done|percent1}}' 1 'no field "done"'
refuses "money without a format" '{{paid}}' 1 'needs a format: paid|(wan'
refuses "an unknown format" '{{paid|gold}}' 1 'no format gold; it has wan'
refuses "a format without its argument" '{{share|bar}}' 1 'needs another field'
refuses "a format with an argument of another type" '{{share|bar name}}' 1 'needs a rate'
refuses "text in href" '<a href="{{name}}">x</a>' 1 'needs a field of type link'
refuses "text in href behind a scheme" '<a href="https:{{name}}">x</a>' 1 'needs a field of type link'
refuses "a link behind something else" '<a href="/x{{href}}">x</a>' 1 'nothing stands before it'
refuses "an unquoted attribute" '<p title={{name}}>x</p>' 1 'unquoted attribute; quote it: title='
refuses "an unquoted attribute without hole" '<p title=x>x</p>' 1 'needs a value in double quotes'
refuses "a hole between attributes" '<p {{name}}>x</p>' 1 'between attributes'
refuses "a hole in a script" '<script src="/x">
{{name}}</script>' 2 'inside <script>'
refuses "a script in the page" '<script>x</script>' 1 '<script> without src'
refuses "a style in the page" '<style>p{}</style>' 1 '<style> is blocked'
refuses "a style attribute" '<p style="color:red">x</p>' 1 'style= is blocked'
refuses "an event attribute" '<p onclick="x">x</p>' 1 'onclick= is blocked'
refuses "an event by way of htmx" '<p hx-on:click="x">x</p>' 1 'hx-on:click= is blocked'
refuses "text in href behind what may not be there" '<a href="{{#if n}}/a{{/if}}{{name}}">x</a>' 1 'needs a field of type link'
refuses "markup in an attribute" '<p title="{{chart}}">x</p>' 1 'writes tags'
refuses "a bar in an attribute" '<p title="{{share|bar share}}">x</p>' 1 'writes tags'
refuses "a list shown as a value" '{{rows}}' 1 'is a list; use {{#each rows}}'
refuses "a part shown as a value" '{{pager}}' 1 'is a part; use {{> pager}}'
refuses "each over something else" '{{#each name}}{{/each}}' 1 'is a text, no list'
refuses "some of something that is no number" '{{#some name}}{{/some}}' 1 'asks for a number'
refuses "a block left open" 'a
{{#if name}}
b' 2 'not closed'
refuses "a block closed by another" '{{#if name}}{{/each}}' 1 'is closed by {{/if}}'
refuses "an end without block" '{{/if}}' 1 'belongs to no block'
refuses "two elses" '{{#if name}}{{#else}}{{#else}}{{/if}}' 1 'belongs once'
refuses "a block that ends in another place" '{{#if name}}<p title="{{/if}}">' 1 'another place'
refuses "a hole not closed" '{{name' 1 'not closed in its line'
refuses "a part that is none" '{{> name}}' 1 'is a text, no part'
refuses "this outside of a list of parts" '{{#each rows}}{{> this}}{{/each}}' 1 'each of a list of parts'
refuses "content outside of a layout" '{{> content}}' 1 'once in a layout'
refuses "an end inside a tag" '<p' 2 'ends inside'
refuses "a word in an address" '<a href="{{:x}}">x</a>' 1 'does not belong into an address'

refuses_head "a template without head" '<p>x</p>' 1 'begins with'
refuses_head "a view in a file of another name" '<!-- view: other -->' 1 'belongs into other.html'
refuses_head "an unknown type" '<!-- view: page
     number n
-->' 2 'no type "number"'
refuses_head "a field twice" '<!-- view: page
     int n
     text n
-->' 3 'stands already in line 2'
refuses_head "a list without its struct" '<!-- view: page
     list rows
-->' 2 'needs the struct'
refuses_head "a list of a struct nobody declared" '<!-- view: page
     list rows row
-->' 2 'is not declared in this head'
refuses_head "fields below a field that is no list" '<!-- view: page
     text a
       text b
-->' 3 'only a list has fields'
refuses_head "crooked indentation" '<!-- view: page
     text a
    text b
   text c
     text d
-->' 3 'indented unlike'
refuses_head "a head left open" '<!-- view: page
     text a' 3 'not closed'
echo "1..$n"
