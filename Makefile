# Two commands matter: `make demo` and `make test`. Everything they need, they install.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help setup setup-dev system bundle messages demo test test-fast test-sqlite test-postgres test-browser \
	test-crash lint types contracts fmt bench mission docs clean

help:
	@echo "make demo | test | test-fast | lint | fmt | docs | mission | bench"

# --- setting up -------------------------------------------------------------------------------------
$(VENV)/base.done: requirements/base.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install -q --disable-pip-version-check setuptools wheel
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/base.done
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

BUILD := src/linli/ui/static/linli/build/manifest.json
$(BUILD): package-lock.json vite.config.ts $(shell find frontend src/linli -name '*.ts' -o -name '*.css' -o -name '*.html' 2>/dev/null) src/linli/ui/icons.json $(VENV)/base.done
	scripts/bundle

bundle: $(BUILD)

messages: $(VENV)/base.done
	$(BIN)/python scripts/messages.py compile

setup: $(VENV)/base.done bundle messages

setup-dev: setup $(VENV)/dev.done

system:
	scripts/system

# --- running ----------------------------------------------------------------------------------------
PORT ?= 8000
DATA ?= var/demo
demo: setup
	LINLI_MODE=demo LINLI_DATA=$(DATA) LINLI_PORT=$(PORT) $(BIN)/linli demo load $(if $(NO_SERVE),,--serve)

# --- checking ---------------------------------------------------------------------------------------
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 2
test: system setup-dev lint types contracts
	scripts/check

test-fast: setup-dev
	$(PYTEST) -n $(WORKERS) -m "not browser and not crash and not slow"

test-sqlite: setup-dev
	$(PYTEST) -n $(WORKERS) -m "not browser and not crash"

test-postgres: setup-dev
	$(BIN)/python -m tests.cluster -- $(PYTEST) -n $(WORKERS) -m "not browser and not crash and not pure"

test-crash: setup-dev
	$(BIN)/python -m tests.cluster -- $(PYTEST) -m crash

test-browser: setup-dev
	$(PYTEST) tests/ui -m browser
	$(PYTEST) tests/browser -m browser

lint: setup-dev
	$(BIN)/ruff check src tests scripts bench
	$(BIN)/ruff format --check src tests scripts bench

types: setup-dev
	LINLI_MODE=test $(BIN)/mypy

contracts: setup-dev
	$(BIN)/lint-imports --no-cache

fmt: setup-dev
	$(BIN)/ruff check --fix src tests scripts bench
	$(BIN)/ruff format src tests scripts bench

bench: setup-dev
	$(BIN)/python -m tests.cluster -- $(BIN)/python -m bench
	$(BIN)/python -m tests.cluster -- $(BIN)/python -m bench.pages
	$(BIN)/python -m tests.cluster -- $(BIN)/python -m bench.intake_rate
	$(BIN)/python -m tests.cluster -- $(BIN)/python -m bench.case_life
	$(BIN)/python -m tests.cluster -- $(BIN)/python -m bench.starting

mission: setup-dev
	$(BIN)/python -m scripts.mission

docs: setup-dev
	LINLI_MODE=test $(BIN)/python -m scripts.reference

clean:
	rm -rf $(VENV) node_modules src/linli/ui/static/linli/build var
