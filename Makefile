# `make` builds output/ from seeds/; `make test` checks everything; `make help` lists the rest.
# Needs make and python3 >= 3.11 with venv or pip; all else goes into .venv/, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The release of uv that writes the locks; another one may lay them out differently.
UV := uv==0.13.9
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --no-config \
	--default-index https://pypi.org/simple --generate-hashes \
	--universal --python-version 3.11 --fork-strategy fewest pyproject.toml

# A checkout that was moved would go on running from its old place; then .venv/ is made anew.
MOVED := $(shell test ! -f $(VENV)/installed || test "$$(cat $(VENV)/installed)" = "$$(pwd -P)" \
	|| echo moved)

.PHONY: build test lint bench pictures schema lock clean help venv moved

build: $(VENV)/installed  ## build output/ from seeds/ (what make does alone)
	$(BIN)/positions build seeds --output output

test: lint  ## check style, types and imports, then run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/installed-dev  ## check style, types and imports alone
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/installed-bench  ## measure speed and memory against peers, and print the figures
	for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python "$$each" || exit 1; done

pictures: build  ## make the pictures of the README from output/
	$(BIN)/python docs/pictures.py

schema: $(VENV)/installed  ## write the JSON Schema of a codebook anew
	$(BIN)/python -c 'import json, pathlib; from positions import codebook; \
	pathlib.Path("positions/codebook.schema.json").write_text( \
	json.dumps(codebook.schema(), indent=2) + "\n", encoding="utf-8")'

lock:  ## write the locks anew; what is pinned stays, unless they are deleted first
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(MAKE) --no-print-directory venv
	$(INSTALL) "$(UV)"
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock

clean:  ## remove what make installed and every cache; output/ stays, for it holds the editions
	rm -rf $(VENV) dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find positions tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1: /p' Makefile

# The stamps: without a change in what they depend on, nothing is installed and no network used.
$(VENV)/installed: requirements.lock pyproject.toml $(MOVED)
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| $(MAKE) --no-print-directory venv
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@pwd -P > $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/installed-bench: requirements-bench.lock $(VENV)/installed-dev
	$(INSTALL) --require-hashes --requirement requirements-bench.lock
	@touch $@

# Debian's python3 cannot give an environment its pip without python3-venv; python3-pip can as well.
venv:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo 'make: $(PYTHON) is not Python 3.11 or newer.' \
	'Name one that is: make PYTHON=python3.12' >&2; exit 1; }
	@if "$(PYTHON)" -c 'from ensurepip import version' 2>/dev/null; then \
		"$(PYTHON)" -m venv --clear $(VENV); \
	elif "$(PYTHON)" -m pip --version >/dev/null 2>&1; then \
		"$(PYTHON)" -m venv --clear --without-pip $(VENV) && \
		"$(PYTHON)" -m pip --python $(BIN)/python install --quiet --disable-pip-version-check \
			--require-hashes --requirement requirements.lock; \
	else \
		echo 'make: $(PYTHON) has neither ensurepip nor pip.' \
		'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; \
	fi

moved:
	rm -rf $(VENV)
