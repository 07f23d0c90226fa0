# Everything a developer does here. Needs python3 (3.11 or newer), make and a package index; all else goes into .venv.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCKED := $(VENV)/.locked
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: help setup demo serve test lint eval train gazetteer screenshots lock build clean

help: ## show this list
	@echo "Dateline: reads news reports, codes political events"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## install everything into .venv, pinned and checked by hash

demo: $(READY) ## code the reports in examples/ and print their events
	@$(BIN)/dateline code examples/*.txt examples/*.html examples/*.jsonl

serve: $(READY) ## show the record of the reports in examples/ in a browser
	@test -f .cache/demo.duckdb || { mkdir -p .cache && $(BIN)/dateline ingest examples/*.txt examples/*.html examples/*.jsonl --db .cache/demo.duckdb; }
	@$(BIN)/dateline serve --db .cache/demo.duckdb

test: $(READY) ## run the tests; as root, installs the browser that they open, where there is none
	@tools/browser.sh
	@$(BIN)/python -m pytest

lint: $(READY) ## check style, types and the direction of imports
	@echo "ruff"; $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@echo "mypy"; $(BIN)/mypy --no-error-summary
	@echo "import-linter"; $(BIN)/lint-imports --no-cache > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }

eval: $(READY) ## measure the coder on its own gold, and on the gold beside the checkout if it is there
	@$(BIN)/python tools/evaluate.py $(ARGS)

train: $(READY) ## fit the learned reader and the relation model anew (training/README.md)
	@$(PIP) install -e '.[train]'
	@$(BIN)/python training/fit_reader.py && $(BIN)/python training/fit_retelling.py && $(BIN)/python training/fit_merging.py
	@$(BIN)/python training/card.py
	@test ! -f ../shared/gold/relation_train.jsonl || $(BIN)/python training/fit_relation.py ../shared/gold/relation_train.jsonl

gazetteer: $(READY) ## build the gazetteer anew from GeoNames
	@$(BIN)/python tools/build_gazetteer.py

screenshots: $(READY) ## take the pictures of the pages anew
	@tools/browser.sh && $(BIN)/python tools/screenshots.py

lock: ## pin the newest versions that pyproject.toml allows (then run: make setup test)
	@$(PYTHON) -m venv .cache/lock && .cache/lock/bin/python -m pip --disable-pip-version-check -qq install uv
	@{ sed '/^#/!Q' requirements.lock; .cache/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet; } > .cache/requirements.lock
	@mv .cache/requirements.lock requirements.lock

build: $(READY) ## build the wheel and the source archive into dist/
	@$(BIN)/hatchling build

clean: ## remove .venv, builds and caches
	@rm -rf $(VENV) .cache/lock build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps: the pinned packages, then Dateline itself. A second run finds both and does nothing.
$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer; name one with: make PYTHON=python3.12 " "setup")'
	@echo "Setting up $(VENV) (the first time takes a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
