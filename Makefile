# Everything from a bare clone: Python 3.11 or newer (on Debian also python3-venv), make and git.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup serve build lint test verify verify-frontends verify-images screenshots measure lock bench clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

setup: $(READY) ## build the environment from the lock

# Rebuilt only when the lock changes; a second run costs one comparison of two times.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's python3-venv …"; apt-get update -q && apt-get install -q -y python3-venv; \
	  else echo "Python's venv module is missing; on Debian: sudo apt install python3-venv"; exit 1; fi; }
	@echo "Setting up $(VENV) …"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

serve: setup ## preview at http://127.0.0.1:8000, rebuilt on every save
	@mkdocs serve

build: setup ## build the site into site/ (the old one stays if anything is wrong)
	@python -m macros.build

lint: setup ## check formats and types: Python, templates, styles, the script
	@ruff check .
	@ruff format --check .
	@mypy
	@djlint --quiet -
	@python -m tests.site.biome_runner

test: setup ## install what the tests need, then run all of them
	@python -m tests.system_packages
	@ruff check .
	@ruff format --check .
	@mypy
	@pytest -n 2 --dist loadgroup --cov --cov-report=term $(PYTEST_ARGS)

verify: setup ## run every proof and rewrite data/records/ (ONLY="task/sample …" for a few)
	@python -m tests.runner verify $(ONLY)

verify-frontends: setup ## build the front ends, use them in a browser, rewrite their records (ONLY="name …" for a few)
	@python -m tests.system_packages
	@python -m tests.runner frontends $(ONLY)

measure: setup ## run the measurements of measured criteria (takes minutes; wants a quiet machine)
	@python -m tests.system_packages
	@python -m tests.runner measure

verify-images: setup ## build the guides' images, without a container engine, and ask them (as root)
	@python -m tests.system_packages
	@python -m tests.runner images $(ONLY)

screenshots: setup ## take the pictures of running samples anew
	@python -m tests.system_packages
	@python -m tests.runner screenshots

lock: setup ## renew all locks: the site's, the samples', the guides'
	@python -m tests.runner lock

bench: setup ## measure the build's speed
	@python -m tests.bench

clean: ## remove everything that was made
	@rm -rf $(VENV) .cache site .site-* .pytest_cache .hypothesis .mypy_cache .ruff_cache .coverage
