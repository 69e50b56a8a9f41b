# Fuzzers: every tests/fuzz/NAME_fuzz.c, with its kept corpus in tests/fuzz/corpus/NAME.
#
#   make fuzz                  each for FUZZ_S seconds; stops at the first failure, whose
#                              input is left in build/fuzz/NAME-crash-…
#   make fuzz FUZZ=xlsx        only that one
#
# What is found new is kept in build/fuzz/corpus; what deserves it moves to the kept corpus,
# which the ordinary tests replay (tests/fuzz/NAME_replay_test.c).
FUZZ_S    ?= 60
FUZZ      ?= $(patsubst tests/fuzz/%_fuzz.c,%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
CFLAGS_fuzz  := -O1 -g -Wno-string-conversion -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined

.PHONY: fuzz fuzz-programs
fuzz-programs: $(FUZZ:%=$(OUT)/tests/fuzz/%_fuzz)
$(OUT)/%_fuzz: $(OUT)/%_fuzz.o $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $< $(LIB) $(PKG_L)

fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang fuzz-programs
	@for f in $(FUZZ); do \
	  mkdir -p build/fuzz/corpus/$$f; echo "fuzzing $$f for $(FUZZ_S) s"; \
	  build/fuzz/tests/fuzz/$${f}_fuzz -max_total_time=$(FUZZ_S) -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/$$f- build/fuzz/corpus/$$f tests/fuzz/corpus/$$f \
	    2> build/fuzz/$$f.log || { tail -60 build/fuzz/$$f.log; exit 1; }; \
	  grep -E 'number_of_executed_units|new_units_added|peak_rss' build/fuzz/$$f.log; done
