# Measurements: every tests/bench/NAME_bench.c becomes build/release/tests/bench/NAME_bench.
BENCHES := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/bench/*_bench.c)))
.PHONY: bench-programs
bench-programs: $(BENCHES)
$(OUT)/%_bench: $(OUT)/%_bench.o $(LIB)
	@$(CC) $(LDFLAGS_$(VARIANT)) -o $@ $< $(LIB) $(PKG_L) -lcmocka
