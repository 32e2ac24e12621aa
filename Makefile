# practice: an interview in this terminal   serve: the pages and the practice room in the browser, and the bot in Slack (PORT=8001)   test: every test   check: lint, types, import rules   bench: measured speed   eval: the judge, judged
# emulator, aimock: the independent emulators, of Slack and of model providers, that some tests need (npm fetches them)
PYTHON := $(shell for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/installed
EMULATOR := .emulator/node_modules/local-slack-linux-x64/bin/local-slack
EMULATOR_VERSION := 0.1.8
EMULATOR_SHA256 := 3332007b797969d835f694b463ac526f7ef1fc66afac93f950f585105fe4815f

AIMOCK := .aimock/node_modules/@copilotkit/aimock
AIMOCK_VERSION := 1.43.0
# Of the digests of all its files.
AIMOCK_SHA256 := a36c71833d0835cab82eda4c0e7176892a785384c9be997a1fb0fa9e9b03fb67

.PHONY: practice serve emulator aimock test check bench eval lock clean

practice: $(INSTALLED)
	@$(BIN)/mock-interview practice $(if $(TOPIC),"$(TOPIC)")

serve: $(INSTALLED)
	@$(BIN)/mock-interview serve $(if $(PORT),--port "$(PORT)")

emulator: $(EMULATOR)

aimock: $(AIMOCK)/package.json

test: $(INSTALLED)
	@command -v npm >/dev/null && $(MAKE) --silent --keep-going emulator aimock >/dev/null 2>&1 || true
	@$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

check: $(INSTALLED)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

bench: $(INSTALLED)
	@$(BIN)/python -m tests.bench

eval: $(INSTALLED)
	@$(BIN)/python -m tests.eval

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found (python3, python3.11 to python3.13)." >&2; exit 1; }
	@echo "Installing into .venv (once; this takes a few minutes) ..."
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(INSTALLED)

$(EMULATOR): Makefile
	@npm install --ignore-scripts --no-save --no-package-lock --no-audit --no-fund --loglevel=error --fetch-retries=0 --prefix .emulator \
		local-slack-linux-x64@$(EMULATOR_VERSION)
	@echo "$(EMULATOR_SHA256)  $@" | sha256sum --check --quiet || { rm -rf .emulator; exit 1; }
	@touch $@

$(AIMOCK)/package.json: Makefile
	@npm install --ignore-scripts --no-save --no-package-lock --no-audit --no-fund --loglevel=error --fetch-retries=0 --prefix .aimock \
		@copilotkit/aimock@$(AIMOCK_VERSION)
	@cd $(AIMOCK) && test "$$(find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)" = "$(AIMOCK_SHA256)  -" || { \
		echo "aimock is not what was expected." >&2; cd $(CURDIR); rm -rf .aimock; exit 1; }
	@touch $@

lock:
	@uv pip compile pyproject.toml requirements.build --extra dev --extra postgresql --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-strip-extras --quiet -o requirements.lock
	@uv pip compile pyproject.toml requirements.build --extra postgresql --extra models -c requirements.lock --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-strip-extras --quiet -o requirements.serve.lock

clean:
	@rm -rf .venv .emulator .aimock build dist .coverage .coverage.* .hypothesis .ruff_cache .import_linter_cache
