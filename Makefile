# make site · make serve [LOCALE=el] · make test · make check · make words · make bench
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
READY = $(VENV)/ready
TESTS = $(VENV)/ready-for-tests

.PHONY: site serve test check words bench clean

site: $(READY)
	@$(BIN)/publisher build

serve: $(READY)
	PUBLISHER_LOCALE=$(LOCALE) NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

test: $(TESTS)
	$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/publisher check

words: $(READY)
	@$(BIN)/publisher words

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on --editable .
	@touch $@

$(TESTS): $(READY) tests/install-browser.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[test]
	sh tests/install-browser.sh
	@touch $@

clean:
	rm -rf $(VENV) .cache site

bench: $(READY)
	$(BIN)/python tests/bench/bench.py
