# Two commands matter: `make up` and `make test`. Both work on a machine that has only Python 3 with venv and make:
# they bring uv, Python 3.10 and the environment themselves.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
# One thread each: with two, a question's p95 goes from 33 to 1700 ms on a busy machine (docs/adr/0003).
export OMP_NUM_THREADS := 1
export UV_PROJECT_ENVIRONMENT := .venv
# Compiled once, a minute at installing: where Python may not write its own cache (containers often set
# PYTHONDONTWRITEBYTECODE), a single question took 2.9 s from a standing start, and takes 1.9 s so.
export UV_COMPILE_BYTECODE := 1

.PHONY: help up test check format eval bench env env-test

help:  ## Show what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

up: env  ## Start the whole assistant; prints its address; Ctrl-C stops it
	@$(BIN)/pruvodce up

test: env-test  ## Run the whole test suite
	@$(BIN)/python -m tests.needs
	@$(BIN)/pruvodce build
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m slow

check: env-test  ## Look for faults without running: format, lint, types, imports, content
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pruvodce kb check

format: env-test  ## Put the code in order
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

eval: env  ## Measure quality on the development set
	@$(BIN)/pruvodce eval

bench: env  ## Measure latency, throughput and memory
	@$(BIN)/pruvodce bench

env: .venv/ready  ## Make the environment for running

env-test: .venv/ready-test  ## Make the environment for testing

.venv/ready: pyproject.toml .python-version | $(UV)
	@echo "Installing what Průvodce needs (about 4 GB the first time) …"
	@$(UV) sync --quiet --no-dev --inexact
	@touch $@

.venv/ready-test: pyproject.toml .python-version | $(UV)
	@echo "Installing what Průvodce and its tests need (about 4 GB the first time) …"
	@$(UV) sync --quiet --inexact
	@touch $@ .venv/ready

$(UV):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3 is missing. On Debian: apt install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing. On Debian: apt install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv
