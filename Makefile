# make scan    install into .venv and scan the corpus that comes with the project
# make test    the tests
# make check   everything that CI runs: lint, types, tests, the examples of the rules and of the README
# make readme  print anew what stands between the markers of README.md
# make benchmarks   measure it, and put the table into README.md: ten minutes or more
# make clean   back to a fresh clone

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# stamps: an unchanged pyproject.toml needs no second installation
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.PHONY: scan test check lint types rules readme benchmarks clean

scan: $(INSTALLED)
	$(BIN)/factcheck scan corpus/ --exit-zero

# the README and the installed wheel are among the tests: tests/test_docs.py, tests/test_packaging.py
test: $(INSTALLED_DEV)
	$(BIN)/python -m pytest -q

check: lint types rules test

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED_DEV)
	$(BIN)/mypy --strict

rules: $(INSTALLED_DEV)
	$(BIN)/factcheck rules check
	$(BIN)/factcheck rules test

readme: $(INSTALLED_DEV)
	$(BIN)/python tests/readme.py

benchmarks: $(INSTALLED)
	$(INSTALL) -e '.[benchmarks]'
	$(BIN)/python benchmarks/measure.py --write README.md

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml | $(BIN)/python
	$(INSTALL) -e .
	@touch $@

$(INSTALLED_DEV): pyproject.toml | $(BIN)/python
	$(INSTALL) -e '.[dev]'
	@touch $@ $(INSTALLED)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
