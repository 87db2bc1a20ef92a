# The commands that people type. `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test check unit services flows faulting faults bench screenshots installed lock

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/run ## Serve the site on http://127.0.0.1:8000
	@$(BIN)/python manage.py serve

test: $(VENV)/test installed check unit services flows faulting ## Run every test, in real browsers and against real services

check: $(VENV)/test ## Lint, format, and look for missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python manage.py makemigrations --check --dry-run

unit: $(VENV)/test ## Models, views and sockets through the real application
	$(BIN)/python -m pytest tests/accounts tests/rooms tests/site_config

services: $(VENV)/test ## Several processes with Redis and PostgreSQL
	$(BIN)/python -m pytest tests/services

flows: $(VENV)/test ## People in real browsers
	$(BIN)/python -m pytest tests/flows -n 2

faulting: $(VENV)/test ## Kill, freeze and cut everything for a moment, and compare what pages show
	$(BIN)/python -m pytest tests/faults --exitfirst

faults: $(VENV)/test installed ## The same mixed, for ten minutes (MINUTES=n, SEED=n for the same again)
	@$(BIN)/python -m tests.faults $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

bench: $(VENV)/bench ## Measure it beside others in one run, about twelve minutes (bench/README.md)
