# practice: an interview in this terminal   serve: the bot in Slack   test: every test   check: lint, types, import rules   bench: measured speed
PYTHON := $(shell for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: practice serve test check bench lock clean

practice: $(INSTALLED)
	@$(BIN)/mock-interview practice $(if $(TOPIC),"$(TOPIC)")

serve: $(INSTALLED)
	@$(BIN)/mock-interview serve

test: $(INSTALLED)
	@$(BIN)/pytest -n auto --cov --cov-report=term

check: $(INSTALLED)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

bench: $(INSTALLED)
	@$(BIN)/python -m tests.bench

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found (python3, python3.11 to python3.13)." >&2; exit 1; }
	@echo "Installing into .venv (once) ..."
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(INSTALLED)

lock:
	@uv pip compile pyproject.toml requirements.build --extra dev --extra postgresql --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock
	@uv pip compile pyproject.toml requirements.build --extra postgresql -c requirements.lock --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --quiet -o requirements.serve.lock

clean:
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .ruff_cache .import_linter_cache
