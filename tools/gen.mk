# What is written by the build: words, queries, views, assets.
GENERATED := $(GEN)/words_gen.h
GEN_OBJ   :=

$(GEN)/words_gen.h: $(WORDS) tools/wordgen
	@mkdir -p $(GEN)
	@tools/wordgen $(GEN) $(WORDS)
	@touch $(GEN)/words_gen.h
