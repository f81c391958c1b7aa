# The commands of the project; `make` alone lists them. Needs Python 3.11 or newer, make and a package index.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check formatted format lint types bench screenshots lock clean

# What to hand to the command of a target: make test ARGS="-k feed"
ARGS =
BIN = .venv/bin

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run.stamp ## start the demonstration network and its hub; Ctrl-C stops both; data stays in data/
	@exec $(BIN)/cantines up --demo $(ARGS)

# Compiled modules are kept, whatever the environment says: tests start many processes.
test: .venv/dev.stamp ## run the tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: formatted lint types test ## format + lint + types + tests: what CI runs

formatted: .venv/dev.stamp
	$(BIN)/ruff format --check .

format: .venv/dev.stamp ## rewrite the code in the common form
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

lint: .venv/dev.stamp ## look for mistakes in the code
	$(BIN)/ruff check .

types: .venv/dev.stamp ## check the types
	$(BIN)/mypy

bench: .venv/dev.stamp ## measure beside the references and print ratios (docs/benchmarks.md)
	$(BIN)/python -m bench $(ARGS)

screenshots: .venv/dev.stamp ## take the pictures of docs/pictures/ in Chromium
	$(BIN)/python -m tests.e2e.screenshots $(ARGS)

UV = uv
COMPILE = $(UV) pip compile --quiet --python-version 3.11 --universal --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml
lock: ## write both lock files from pyproject.toml; ARGS=--upgrade takes newer releases; needs uv
	@command -v $(UV) >/dev/null || { echo "uv writes the lock files: install it (pip install uv) or name it (make lock UV=/path/to/uv)." >&2; exit 1; }
	$(COMPILE) --extra postgresql --extra redis --extra build -o requirements.lock $(ARGS)
	$(COMPILE) --extra dev --constraint requirements.lock -o requirements-dev.lock $(ARGS)

clean: ## remove what these targets made, never your data
	rm -rf .venv build cantines.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/run.stamp: requirements.lock pyproject.toml scripts/make-venv
	@scripts/make-venv requirements.lock
	@touch $@

# The development lock holds everything of the other one, at the same versions.
.venv/dev.stamp: requirements-dev.lock pyproject.toml scripts/make-venv
	@scripts/make-venv requirements-dev.lock
	@touch .venv/run.stamp $@
