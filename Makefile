# One command for each thing a newcomer wants; `make help` lists them.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(if $(shell $(name) -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>&1 || echo no),,$(name))))
BIN = .venv/bin
# One more than there are processors: many tests wait for a process, a server or a browser of their own.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: help setup demo test check bench accuracy prove lock clean

help:
	@echo "make demo    run everything on this machine, with a sample branch and a chat page"
	@echo "make test    run the tests"
	@echo "make check   format, lint, types, import contracts"
	@echo "make accuracy  print how well a line is understood, with the wrong answers"
	@echo "make bench   print the table of measurements"
	@echo "make prove   try in every way to lose something, and print the table"

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Guanjia needs Python 3.11, 3.12 or 3.13; install one and run make again." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runs: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.develops: requirements-dev.lock .venv/.runs
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

setup: .venv/.runs

demo: setup
	$(BIN)/guanjia demo

test: setup .venv/.develops
	$(BIN)/python -m pytest -n $(WORKERS)

check: setup .venv/.develops
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/lint-imports

bench: setup .venv/.develops
	$(BIN)/python -m benchmarks

prove: setup .venv/.develops
	$(BIN)/python -m proofs

# How well a line is understood: when, who and what, with the wrong answers.
accuracy: setup .venv/.develops
	$(BIN)/python -m accuracy

# The lock names versions and hashes, never an index.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra postgresql requirements-build.in -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra postgresql --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info
