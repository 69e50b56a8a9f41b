# Qipan. Adding a file edits nothing here.
#
#   make            the program, optimised, at build/release/qipan
#   make san        the same with AddressSanitizer and UBSan, at build/san/qipan
#   make tests      all test programs (san)
#   make test-ROOM  tests of one room, built and run
#   make fuzz       every fuzzer for FUZZ_S seconds (60), clang
#   make check      tidy, checkdeps, headers

CC      ?= gcc
VARIANT ?= release
GEN     := build/gen
OUT     := build/$(VARIANT)
PKGS    := libuv sqlite3 libpq jansson libzip expat libsodium libcrypto zlib xlsxwriter libqrencode libcurl
PKG_C   := $(shell pkg-config --cflags $(PKGS) 2>/dev/null) -I/usr/include/postgresql \
           $(subst -I,-isystem ,$(shell pkg-config --cflags pangocairo 2>/dev/null))
PKG_L   := $(shell pkg-config --libs $(PKGS) pangocairo 2>/dev/null) -lcsv -lm -lpthread

WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla \
        -Wcast-qual -Wwrite-strings -Wpointer-arith -Wno-missing-field-initializers -Werror
# Hidden: the names of base/json.h are also those of libjansson, which must keep its own.
VISIBLE := -fvisibility=hidden
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
CFLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
LDFLAGS_san     := -fsanitize=address,undefined
ALL_CFLAGS = -std=gnu17 $(WARN) $(VISIBLE) $(CFLAGS_$(VARIANT)) -D_GNU_SOURCE -Isrc -I$(GEN) -Itests $(PKG_C) $(CFLAGS)

SRC   := $(filter-out %_test.c,$(shell find src -name '*.c'))
TESTS := $(shell find src tests -name '*_test.c' 2>/dev/null)
WORDS := $(shell find src -name words.tsv | sort)
OBJ   := $(SRC:%.c=$(OUT)/%.o)
LIB   := $(OUT)/libqipan.a
MAIN  := $(OUT)/src/app/main.o

.PHONY: all san tests check headers clean
all: $(OUT)/qipan
san: ; @$(MAKE) --no-print-directory VARIANT=san
tests: ; @$(MAKE) --no-print-directory VARIANT=san test-programs

include tools/gen.mk
include tools/fuzz.mk

$(OUT)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(LIB): $(filter-out $(MAIN),$(OBJ)) $(GEN_OBJ)
	@rm -f $@ && ar rcs $@ $^

$(OUT)/qipan: $(MAIN) $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $(MAIN) $(LIB) $(PKG_L)

.PHONY: test-programs
test-programs: $(TESTS:%.c=$(OUT)/%)
$(OUT)/%_test: $(OUT)/%_test.o $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $< $(LIB) $(PKG_L) -lcmocka

$(OUT)/%_bench: $(OUT)/%_bench.o $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $< $(LIB) $(PKG_L)

check:
	@tools/checkdeps
	@tools/tidy
	@$(MAKE) --no-print-directory headers

# Each header compiles alone.
headers: | $(GENERATED)
	@for h in $$(find src -name '*.h'); do \
	  echo "#include \"$${h#src/}\"" | $(CC) $(ALL_CFLAGS) -fsyntax-only -x c - || { echo "$$h does not stand alone"; exit 1; }; done

clean: ; rm -rf build
.SECONDARY:
-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
