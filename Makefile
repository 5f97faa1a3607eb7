# Everything needs only Python 3.11 or newer, make and git; the rest comes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := autograder reference tests benchmarks nbgrader_config.py
# Tests that open pages in a browser run where one is installed, and always in CI, where a missing one fails.
BROWSER := $(or $(CI),$(shell command -v chromium || command -v chromium-browser || command -v google-chrome))
ONLY := $(if $(BROWSER),,-m "not browser")

.PHONY: help setup demo lint types unit test release fairness repeat mutants hostile fuzz bench clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(READY) ## Make the virtual environment and install everything into it

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, found " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: setup ## Grade a made-up class, end to end
	$(BIN)/autograder demo

release: setup ## Build and test what students get
	$(BIN)/autograder release

lint: setup
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: setup
	$(BIN)/mypy

unit: setup
	@$(if $(BROWSER),:,echo 'No Chromium found: the tests that open pages are left out (install it to run them).')
	$(BIN)/python -m pytest -n 2 -q $(ONLY)

test: lint types unit ## Lint, types and tests

fairness: setup ## Judge the whole corpus of right and wrong solutions, on both checkpoints, with five seeds
	PYTHONPATH=tests $(BIN)/python tests/fairness.py

repeat: setup ## Grade the same submissions fifty times on a busy machine, and compare the marks
	PYTHONPATH=tests $(BIN)/python tests/repeat.py

mutants: setup ## Mutate the model solution, and list what keeps its points without a reason
	PYTHONPATH=tests $(BIN)/python tests/mutation.py

hostile: setup ## Grade the whole hostile corpus, with warm and with cold kernels
	AUTOGRADER_HOSTILE=all $(BIN)/python -m pytest -n 2 -q tests/hostile tests/sandbox

fuzz: setup ## Feed the parsers of untrusted files with random input for a long time
	AUTOGRADER_FUZZ=100 $(BIN)/python -m pytest -q --timeout 0 tests/fuzz tests/moodle/test_moodle_fuzz.py

bench: setup ## Measure speed and memory, side by side with stock nbgrader and the usual code
	$(BIN)/python -m benchmarks $(BENCH)

clean: ## Remove what can be made again
	rm -rf $(VENV) build demo graded .mypy_cache .ruff_cache .pytest_cache
