# The commands that people type. `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run design themes looks test suites check unit services flows weight lighthouse faulting faults bench screenshots words installed browser lock

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/run ## Serve the site on http://127.0.0.1:8000
	@$(BIN)/python manage.py serve

design: $(VENV)/test ## Change how it looks: the patterns on http://127.0.0.1:8000/design/, pages that reload by themselves
	@DEBUG=1 $(BIN)/python manage.py design $(if $(PORT),--port $(PORT))

themes: $(VENV)/test browser looks ## Look whether all themes (THEME=name for one, ONLY=message for one piece) keep what pages need
	$(if $(THEME),,$(BIN)/python -m pytest tests/patterns)

looks: $(VENV)/test
	@printf '%s\n' $(or $(THEME),parley $(notdir $(wildcard themes/*))) | xargs -I {} -P 2 $(BIN)/python manage.py check_theme {} $(if $(ONLY),--only $(ONLY))

# What mostly waits goes side by side; what measures time has the machine for itself.
test: $(VENV)/test installed check ## Run every test, in real browsers and against real services
	@$(MAKE) --no-print-directory looks suites flows
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target faulting services
	@$(MAKE) --no-print-directory weight lighthouse

suites: $(VENV)/test
	$(BIN)/python -m pytest tests/patterns tests/accounts tests/rooms tests/site_config -n 2

check: $(VENV)/test ## Lint, format, and look for missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates themes
	$(BIN)/python manage.py makemigrations --check --dry-run

unit: $(VENV)/test ## Models, views and sockets through the real application
	$(BIN)/python -m pytest tests/accounts tests/rooms tests/site_config

services: $(VENV)/test ## Several processes with Redis and PostgreSQL
	$(BIN)/python -m pytest tests/services

flows: $(VENV)/test ## People in real browsers (SITE=https://… against a site that runs somewhere)
	$(BIN)/python -m pytest tests/flows -n 3

weight: $(VENV)/test ## What a page weighs on the wire and how soon it answers a key, against their limits
	@$(BIN)/python -m tests.weight

lighthouse: $(VENV)/test ## What Lighthouse thinks of signing in and of a room, where Node is installed
	@$(BIN)/python -m tests.lighthouse

faulting: $(VENV)/test ## Kill, freeze and cut everything for a moment, and compare what pages show
	$(BIN)/python -m pytest tests/faults --exitfirst

faults: $(VENV)/test installed ## The same mixed, for ten minutes (MINUTES=n, SEED=n for the same again)
	@$(BIN)/python -m tests.faults $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

bench: $(VENV)/bench ## Measure it beside others in one run, about twelve minutes (bench/README.md)
	$(BIN)/python -m bench

screenshots: $(VENV)/test browser ## Take every page and state: var/screenshots/index.html (THEME=name, README=1 for its pictures)
	$(BIN)/python -m tests.screenshots $(if $(README),--readme)

words: $(VENV)/test ## Bring the catalogues in locale/ up to date, and list what is not translated (FROM=file to fill in)
	@$(BIN)/python -m tests.words $(FROM)

installed: ## Install Chromium, Redis, PostgreSQL and faketime where they are missing
	@.ci/install

browser:
	@.ci/install chromium

lock: $(VENV)/bin/python ## Pin the newest versions that pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group test -o requirements-test.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group bench -o requirements-bench.lock

$(VENV)/bin/python:
	@$(PYTHON) -m ensurepip --version >/dev/null 2>&1 || .ci/install python3-venv
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.lock | $(VENV)/bin/python
	@echo "Installing what the site needs (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test: requirements-test.lock | $(VENV)/bin/python
	@echo "Installing what the tests need (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@ $(VENV)/run

$(VENV)/bench: requirements-bench.lock | $(VENV)/bin/python
	@echo "Installing what the benchmarks need (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
