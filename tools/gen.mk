# What is written by the build: words, queries, views, assets.
# A generator leaves files that would not change untouched; a rule with the recipe @:
# makes make look at the file again, so that nothing is rebuilt needlessly.
GENERATED := $(GEN)/words_gen.h
GEN_OBJ   :=

$(GEN)/words_gen.h: $(WORDS) tools/wordgen
	@mkdir -p $(GEN)
	@tools/wordgen $(GEN) $(WORDS)
	@touch $(GEN)/words_gen.h

# SQL: see tools/README.md. The list of files is a file too, so that one taken away is noticed.
SQL       := $(sort $(shell find src -name schema.sql -o -name queries.sql))
SQL_ROOMS := $(sort $(foreach f,$(SQL),$(notdir $(patsubst %/,%,$(dir $f)))))
SQL_H     := $(GEN)/schema_gen.h $(SQL_ROOMS:%=$(GEN)/%_queries.h)
SQL_C     := $(GEN)/schema_gen.c $(GEN)/statements_gen.c $(GEN)/ledger_gen.c $(SQL_ROOMS:%=$(GEN)/%_queries.c)
SQLGEN    := build/tools/sqlgen
SQLGEN_C  := $(sort $(wildcard tools/sqlgen*.c)) $(addprefix src/base/,arena.c err.c out.c text.c)
GENERATED += $(SQL_H)
GEN_OBJ   += $(SQL_C:%.c=$(OUT)/%.o)
HOSTCC    ?= $(CC)

$(shell mkdir -p $(GEN); echo '$(SQL)' | cmp -s - $(GEN)/sql.list || echo '$(SQL)' > $(GEN)/sql.list)

$(SQLGEN): $(SQLGEN_C) tools/sqlgen.h src/store/ledger.h src/store/db.h $(wildcard src/base/*.h)
	@mkdir -p $(@D)
	@$(HOSTCC) -std=gnu17 $(WARN) -O1 -g -D_GNU_SOURCE -Isrc -Itools $(SQLGEN_C) -o $@ -lsqlite3

$(GEN)/sql.stamp: $(SQL) $(GEN)/sql.list $(SQLGEN) tools/deps.txt
	@$(SQLGEN) $(GEN) tools/deps.txt $(SQL)
	@touch $@

$(SQL_H) $(SQL_C): $(GEN)/sql.stamp ; @:

# Pages: every views/NAME.html becomes NAME_view.h and .c; see src/web/TEMPLATES.md.
HOSTCC   ?= $(CC)
VIEWS    := $(sort $(shell find src -path '*/views/*.html'))
VIEW_C   := $(patsubst %.html,$(GEN)/%_view.c,$(notdir $(VIEWS)))
VIEWGEN  := build/tools/viewgen
VIEWGEN_C := $(wildcard tools/viewgen*.c)
GENERATED += $(VIEW_C:.c=.h)
GEN_OBJ   += $(VIEW_C:%.c=$(OUT)/%.o)

$(VIEWGEN): $(VIEWGEN_C) $(wildcard tools/viewgen*.h)
	@mkdir -p $(@D)
	@$(HOSTCC) -std=gnu17 $(WARN) -O1 -g -D_GNU_SOURCE $(VIEWGEN_C) -o $@

# A view over the struct of another one of its folder is written anew with it, too.
sibling_of = $(shell sed -nE '1s/.*over ([a-z0-9_]+)_view -->.*/\1/p' $(1))
define view_rule
$(GEN)/$(basename $(notdir $(1)))_view.c: $(1) $(foreach s,$(call sibling_of,$(1)),$(dir $(1))$(s).html) $(VIEWGEN)
	@mkdir -p $(GEN)
	@$(VIEWGEN) $(1) $(GEN)
$(GEN)/$(basename $(notdir $(1)))_view.h: $(GEN)/$(basename $(notdir $(1)))_view.c ; @:
endef
$(foreach v,$(VIEWS),$(eval $(call view_rule,$(v))))

# Guides of the rules of lights, for the page of each rule.
GUIDES    := $(sort $(wildcard src/domain/lights/guide/*.md))
GENERATED += $(GEN)/guides_gen.h
GEN_OBJ   += $(OUT)/$(GEN)/guides_gen.o
$(GEN)/guides_gen.c: $(GUIDES) tools/guidegen
	@mkdir -p $(GEN)
	@tools/guidegen $(GEN) $(GUIDES)
$(GEN)/guides_gen.h: $(GEN)/guides_gen.c ; @:

# Assets: files compiled in. htmx comes from npm and may be missing.
ASSETS    := $(sort $(wildcard src/web/assets/*)) $(wildcard node_modules/htmx.org/dist/htmx.min.js)
GENERATED += $(GEN)/assets_gen.h
GEN_OBJ   += $(OUT)/$(GEN)/assets_gen.o $(OUT)/$(GEN)/assets_bytes.o

$(shell mkdir -p $(GEN); echo '$(ASSETS)' | cmp -s - $(GEN)/assets.list || echo '$(ASSETS)' > $(GEN)/assets.list)

$(GEN)/assets_gen.c: $(ASSETS) $(GEN)/assets.list tools/embed
	@tools/embed $(GEN) $(ASSETS)
$(GEN)/assets_gen.h $(GEN)/assets_bytes.S: $(GEN)/assets_gen.c ; @:
$(OUT)/%.o: %.S
	@mkdir -p $(@D)
	@$(CC) -c $< -o $@

# Every page with sample data, as files in build/gallery: for pictures and the browser's checks.
GALLERY := $(OUT)/tests/gallery
.PHONY: gallery
gallery: $(GALLERY) ; @$(GALLERY) build/gallery
$(GALLERY): $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/gallery*.c)) $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $^ $(PKG_L)

# The dirty list of the tests as files in build/dirty, for the browser to upload.
.PHONY: dirty
dirty: $(OUT)/tests/dirty_book ; @mkdir -p build/dirty && $< build/dirty
$(OUT)/tests/dirty_book: $(OUT)/tests/dirty_book.o
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $< $(PKG_L)
