# Everything one does with this project. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup run test windows soak bench screens

BIN := .venv/bin
TOUR := build/tour
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup:  ## install what is missing: Debian packages, .venv, locked packages
	@packaging/setup/setup.sh

run: setup  ## open the demo commune; where there is no screen, take the tour
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/sohoi --demo; \
	else \
		$(BIN)/sohoi tour $(TOUR) && echo "The pictures and papers of the tour are in $(TOUR)/"; \
	fi

test: export QT_QPA_PLATFORM ?= offscreen
test: setup  ## every check and every test
	@packaging/setup/cups.sh
	@packaging/setup/postgres.sh >/dev/null
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadgroup

windows: setup  ## build the Windows installer, install it under Wine and use it there
	@packaging/setup/setup.sh windows
	$(BIN)/python packaging/windows/build.py
	$(BIN)/python -m pytest -o faulthandler_timeout=1200 tests/windows \
		--installer build/windows/SoHoi-$(VERSION)-setup.exe

soak: setup  ## play 50,000 random schedules of the exchange's model, and 1,000 on the real code
	$(BIN)/python -m tests.sync.model --schedules 50000 --processes 2
	SOHOI_ENGINE_EXAMPLES=500 $(BIN)/python -m pytest -n 2 -o faulthandler_timeout=0 tests/sync/engine/test_machine.py

bench:  ## measure against the yardsticks
	@packaging/setup/setup.sh bench
	$(BIN)/python -m tests.bench

screens: export QT_QPA_PLATFORM ?= offscreen
screens: setup  ## renew the pictures in docs/screens
	$(BIN)/python -m tests.screens docs/screens
