# demo and test do all the set-up that they need. `make help` lists the targets.

VENV := .venv
BIN := $(VENV)/bin
# Two workers: each loads the model (about 1.5 s and 500 MB).
WORKERS ?= 2
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow check evaluate bench bench-archive format freeze clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1  /p' $(MAKEFILE_LIST)

# Made again only when the pins or the project's own file change, or when its Python has gone.
$(READY): requirements.txt pyproject.toml scripts/find-python
	@python=$$(PYTHON="$(PYTHON)" scripts/find-python) || exit 1; \
	"$(BIN)/python" -c 'import sys; assert sys.version_info >= (3, 12)' 2>/dev/null || { \
		echo "Making $(VENV) with $$python"; "$$python" -m venv --clear $(VENV); }
	@echo "Installing the pinned parts; this takes a few minutes once"
	@"$(BIN)/python" -m pip install --quiet --upgrade pip
	@"$(BIN)/python" -m pip install --quiet --requirement requirements.txt
	@"$(BIN)/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## read the reports in examples/ and show the record of one
	@scripts/demo

test: $(READY) ## run the tests
	@"$(BIN)/python" -m pytest -n $(WORKERS) $(ARGS)

test-slow: $(READY) ## run the tests that take minutes (an add killed at fifty moments)
	@"$(BIN)/python" -m pytest -m slow $(ARGS)

check: $(READY) ## look over format, style and types
	@"$(BIN)/ruff" format --check .
	@"$(BIN)/ruff" check .
	@"$(BIN)/mypy"

evaluate: $(READY) ## measure accuracy against the gold (ONRECORD_GOLD, default ../shared/gold)
	@"$(BIN)/python" evaluation $(ARGS)

bench: $(READY) ## measure speed
	@"$(BIN)/python" -m benchmarks.reading_speed $(ARGS)

bench-archive: $(READY) ## measure what the archive adds to reading, up to 100,000 made reports (an hour)
	@"$(BIN)/python" -m benchmarks.archive $(ARGS)

format: $(READY) ## put all files into our format
	@"$(BIN)/ruff" check --fix .
	@"$(BIN)/ruff" format .

freeze: ## renew requirements.txt from the newest parts that pyproject.toml allows
	@scripts/freeze-requirements

clean: ## remove all that make has made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
