# Needs Python 3.11 or newer, git and make; everything else goes into .venv from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --quiet

.PHONY: help setup demo test check fmt bench lock web

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1  /p' $(MAKEFILE_LIST)

setup: $(VENV)/.ready-dev  ## .venv with everything for development

demo: $(VENV)/.ready  ## made-up data in, explained links out, GraphQL at a printed address
	$(BIN)/tripoint demo $(ARGS)

test: $(VENV)/.ready-dev  ## all tests; those that need Java or a browser skip without them
	$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/.ready-dev  ## lint, format, types, doors between rooms, dependencies
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

fmt: $(VENV)/.ready-dev  ## write the code the one way
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.ready-dev  ## make bench NAME=links [QUICK=1]: one JSON line a metric
	@test -f "benchmarks/$(NAME).py" || { echo "make bench NAME=...: one of" >&2; ls benchmarks >&2; exit 2; }
	@$(BIN)/python "benchmarks/$(NAME).py" $(if $(QUICK),--quick)

web:  ## the workbench anew from web/ (needs Node.js 20.19 or newer; what it builds is committed)
	cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npx biome ci --log-level=error src && npm run --silent build && npx vitest run --silent

lock: $(VENV)/.ready-dev  ## write both lock files anew from pyproject.toml
	$(LOCK) --upgrade pyproject.toml --group build -o requirements.lock
	$(LOCK) --upgrade pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
