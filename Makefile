# The one door. `make help` lists the recipes.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# A failure inside a pipe is a failure.
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
UV := $(BIN)/uv --quiet
LOCKS := requirements/app.lock requirements/test.lock
QUESTION := what causes high immunoglobulin m qn serum

.PHONY: help demo test check docs pictures bench lock format clean

help: ## list the recipes
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 14

demo: .venv/app ## set up, answer the question that it all began with, read a sample report
	@$(BIN)/globulin ask "$(QUESTION)"
	@printf '\n\n'
	@$(BIN)/globulin read examples/portal.txt

test: .venv/test ## install what the tests need, and pass them all
	@$(MAKE) --no-print-directory check
	@bash tools/system-packages.sh
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: .venv/test ## lint, types, import rules, knowledge
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --verbose | tail -n 3
	$(BIN)/globulin knowledge check | grep -v '^report: '

docs: .venv/app ## fit curves and densities, and write the reference pages of the knowledge anew
	$(BIN)/python -m tools.fit_curves
	$(BIN)/python -m tools.curves_reference
	$(BIN)/python -m tools.fit_densities
	$(BIN)/python -m tools.densities_reference
	$(BIN)/python -m tools.knowledge_reference
	$(BIN)/python -m tools.reading_levels
	$(BIN)/python -m tools.change_limits
	$(BIN)/python -m tools.calibration

pictures: .venv/test ## take the screenshots of the site anew
	@bash tools/system-packages.sh
	@$(BIN)/python -m tools.site_pictures

bench: .venv/bench ## every benchmark, each with its yardstick
	@$(BIN)/python -m bench

format: .venv/test ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks name no index: each machine uses its own.
lock: .venv/uv ## resolve the pins anew
	cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --generate-hashes --custom-compile-command "make lock" \
	  --extra pdf --extra web --extra batch --extra mcp --extra fit ../pyproject.toml build.in -o app.lock
	cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --generate-hashes --custom-compile-command "make lock" -c app.lock \
	  --extra pdf --extra web --extra batch --extra mcp --extra fit ../pyproject.toml build.in --group ../pyproject.toml:dev -o test.lock
	cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --generate-hashes --custom-compile-command "make lock" -c test.lock bench.in -o bench.lock

clean: ## remove what the recipes made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f src/globulin/knowledge/knowledge.sqlite
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: once a step is done, it needs no network again.
.venv/uv: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "globulin needs Python 3.11 or newer: set PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.venv/app: .venv/uv requirements/app.lock pyproject.toml hatch_build.py
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/app.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/app requirements/test.lock
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/test.lock
	@touch $@

# The engines that the benchmarks compare with: nothing else needs them.
.venv/bench: .venv/test requirements/bench.lock
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/bench.lock
	@touch $@
