# SPDX-License-Identifier: MIT
# letopis. `make` sets the machine up, builds the program and every report of content/ into output/.
#
#   make              set-up, program, all reports          make check      every test
#   make program      only $(BUILD)/letopis                  make asan       every test under ASan, UBSan, leak check
#   make unit         all unit tests                         make coverage   line coverage of generator/
#   make unit-fs      only tests/unit/test_fs.c              make lint       format, clang-tidy, clang's warnings
#   make golden CASE= golden cases (all, or those named)     make bench      speed and memory
#   make install PREFIX=/usr/local DESTDIR=                  make format, make clean
#
# Variables: BUILD (folder of objects, default .build), CC (gcc or clang), WERROR=1 (warnings are errors),
# V=1 shows whole commands, SANITIZE=1, COVERAGE=1 (each wants a BUILD of its own; the targets above see to that).

BUILD   ?= .build
PREFIX  ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC := gcc
endif

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

program := $(BUILD)/letopis
library := $(BUILD)/libletopis.a

sources      := $(sort $(wildcard generator/*.c) $(wildcard generator/*/*.c))
headers      := $(sort $(wildcard generator/*.h generator/*/*.h))
objects      := $(sources:generator/%.c=$(BUILD)/generator/%.o)
lib_objects  := $(filter-out $(BUILD)/generator/main.o,$(objects))
unit_sources := $(sort $(wildcard tests/unit/test_*.c))
unit_programs := $(unit_sources:tests/unit/%.c=$(BUILD)/unit/%)
unit_support := $(filter-out $(unit_sources),$(sort $(wildcard tests/unit/*.c)))
unit_support_objects := $(unit_support:tests/unit/%.c=$(BUILD)/unit/%.o)
parallel     := -j$(shell nproc 2>/dev/null || echo 2)

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wwrite-strings -Wswitch-enum
CFLAGS   ?= -O3 -g
compile   = $(CC) -std=c17 $(warnings) $(CFLAGS) -fno-common \
            -D_GNU_SOURCE -Igenerator $(package_cflags)
link      = $(CC) $(CFLAGS) -Wl,--as-needed
quiet    := $(if $(V),,@)
say      := @$(if $(V),:,echo)
ifdef WERROR
warnings += -Werror
endif
# At a fixed address: the tables of schemas and messages need no relocation at each start (5 ms).
ifndef SANITIZE
compile  += -fno-pie
link     += -no-pie
endif
ifdef SANITIZE
compile  += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DLETOPIS_SANITIZE
link     += -fsanitize=address,undefined -fno-sanitize-recover=all
endif
ifdef COVERAGE
compile  += --coverage -O1
link     += --coverage
endif

# --- set-up -------------------------------------------------------------------------------------
# The libraries' flags are asked once and kept in $(BUILD)/packages.mk. Make reads that file as a part
# of itself, so it is made, and the packages installed, before anything else is considered.

pkg_modules := yaml-0.1 libcmark libutf8proc harfbuzz harfbuzz-subset icu-uc icu-i18n fontconfig \
               libdeflate gmp
plain_libs    := -lhpdf -lhyphen -lm
# In the program, not beside it, where the compiler finds them as archives: loading ICU and its C++ library
# is a sixth of the time that a short report takes. Tests take all libraries as they come.
archives      := -lyaml -lcmark -lutf8proc -licui18n -licuuc -licudata -lfontconfig -ldeflate -lgmp -lhyphen
archives_need := -lexpat -lstdc++

ifneq ($(filter-out clean format,$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/packages.mk
endif

$(BUILD)/packages.mk: generator/packages.txt generator/setup.sh Makefile
	@mkdir -p $(@D)
	@sh generator/setup.sh build
	@pkg-config --exists --print-errors $(pkg_modules)
	@libs="$$(pkg-config --libs $(pkg_modules)) $(plain_libs)"; within=; \
	for lib in $$libs $(archives_need); do \
	    archive=$$($(CC) -print-file-name=lib$${lib#-l}.a); \
	    case " $(archives) $(archives_need) " in *" $$lib "*) if [ -f "$$archive" ]; then lib=$$archive; fi ;; esac; \
	    case " $(archives_need) " in *" $$lib "*) ;; *) within="$$within $$lib" ;; esac; \
	done; \
	{ echo "package_cflags := $$(pkg-config --cflags $(pkg_modules) | sed 's/-I/-isystem /g')"; \
	  echo "package_libs := $$libs"; echo "program_libs :=$$within"; } > $@

$(BUILD)/setup-check: generator/packages.txt generator/setup.sh
	@mkdir -p $(@D)
	@sh generator/setup.sh build check
	@touch $@

# --- program ------------------------------------------------------------------------------------

.PHONY: all program objects unit check golden layers asan coverage lint bench install format clean FORCE

all: program
	$(program) build

program: $(program)

$(program): $(objects) $(BUILD)/packages.mk
	$(say) 'LINK $@'
	$(quiet)$(link) -o $@ $(objects) $(if $(SANITIZE)$(COVERAGE),$(package_libs),$(program_libs))

# A change of compiler or flags rebuilds everything: the words are kept in a file that changes with them.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D); echo '$(compile)' | cmp -s - $@ || echo '$(compile)' > $@
objects: $(objects) $(unit_support_objects)

# Where main looks for layouts that the project has not: those of this checkout, until it is installed.
$(BUILD)/generator/main.o: private compile += -DLETOPIS_LAYOUTS='"$(CURDIR)/layouts"'

$(BUILD)/generator/%.o: generator/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) 'CC   $<'
	$(quiet)$(compile) -MMD -MP -c -o $@ $<

# --- unit tests ---------------------------------------------------------------------------------
# They link an archive of all objects but main.o, and of tests/unit/*.c without "test_" which tests share,
# and so take only what they use. An object that does not compile is left out of the archive with its
# error shown: tests of other modules still run.

$(library): FORCE
	+@$(MAKE) -k --no-print-directory objects >$(BUILD)/objects.log || true
	@grep -v '^make' $(BUILD)/objects.log || true
	@have=$$(ls $(lib_objects) $(unit_support_objects) 2>/dev/null); \
	if [ ! -e $@ ] || [ -n "$$(find $$have -newer $@ | head -n 1)" ]; then rm -f $@; ar rcsD $@ $$have; fi

$(BUILD)/unit/%.o: tests/unit/%.c $(BUILD)/flags
	@mkdir -p $(@D); rm -f $(@:.o=)
	$(say) 'CC   $<'
	$(quiet)$(compile) -Itests/unit -MMD -MP -c -o $@ $<

$(BUILD)/unit/test_%: $(BUILD)/unit/test_%.o $(library)
	$(say) 'LINK $@'
	$(quiet)$(link) -o $@ $(BUILD)/unit/test_$*.o $(library) $(package_libs) -lcmocka

.SECONDARY:

unit: $(BUILD)/setup-check
	+@$(MAKE) -k --no-print-directory $(unit_programs) || true
	@tests/run-unit $(unit_programs)

unit-%: $(BUILD)/setup-check $(BUILD)/unit/test_%
	$(BUILD)/unit/test_$*

# --- tests --------------------------------------------------------------------------------------

golden: $(BUILD)/setup-check $(program)
	tests/run-golden --program $(program) $(CASE)

layers:
	tests/check-layers

# What does not compile counts as failed, and the rest is tested all the same.
check: $(BUILD)/setup-check
	+@$(MAKE) -s -k $(parallel) --no-print-directory $(program) || rm -f $(program)
	+@$(MAKE) -s -k $(parallel) --no-print-directory $(unit_programs) || true
	@tests/run-all --program $(program) --units "$(unit_programs)" \
	  $(if $(SANITIZE)$(COVERAGE),,--objects $(BUILD)/generator)

asan:
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE=1 CFLAGS='-O1 -g' check

coverage: $(BUILD)/setup-check
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/coverage COVERAGE=1 CFLAGS='-O0 -g' check || true
	@gcovr --root . --filter generator/ --object-directory $(BUILD)/coverage \
	  --txt $(BUILD)/coverage/coverage.txt --print-summary | grep -E '^(lines|functions|branches)'

lint: $(BUILD)/setup-check
	@tests/check-lint $(if $(QUICK),--quick) --flags '$(filter-out -fno-omit-frame-pointer,$(compile)) -Itests/unit' \
	  $(sources) $(headers) $(wildcard tests/unit/*.c tests/unit/*.h tests/bench/*.c)

bench: $(BUILD)/setup-check $(program)
	tests/bench/run --program $(program)

format:
	clang-format -i $(sources) $(headers) $(wildcard tests/unit/*.c tests/unit/*.h tests/bench/*.c)

# --- installing ---------------------------------------------------------------------------------

install: $(program)
	$(say) 'CC   generator/main.c'
	$(quiet)$(compile) -DLETOPIS_LAYOUTS='"$(PREFIX)/share/letopis/layouts"' -c -o $(BUILD)/main-installed.o generator/main.c
	$(say) 'LINK $(BUILD)/letopis-installed'
	$(quiet)$(link) -o $(BUILD)/letopis-installed $(BUILD)/main-installed.o $(lib_objects) $(program_libs)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/letopis
	install -m 755 $(BUILD)/letopis-installed $(DESTDIR)$(PREFIX)/bin/letopis
	rm -rf $(DESTDIR)$(PREFIX)/share/letopis/layouts
	cp -R layouts $(DESTDIR)$(PREFIX)/share/letopis/layouts
	chmod -R u+rwX,go+rX,go-w $(DESTDIR)$(PREFIX)/share/letopis/layouts

clean:
	rm -rf $(BUILD)

-include $(objects:.o=.d) $(unit_sources:tests/unit/%.c=$(BUILD)/unit/%.d) $(unit_support_objects:.o=.d)
