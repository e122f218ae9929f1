# Everything from a bare clone: Python 3.11 or newer (on Debian also python3-venv), make and git.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1

# Specifications that need no server, no browser and no build.
UNITS := tests/model tests/reader tests/rules tests/views tests/fragments tests/outputs $(wildcard tests/test_*.py)
LINTERS := tests/site/test_lint.py

.PHONY: help setup serve build offline check quick lint test coverage verify verify-archives verify-since verify-frontends verify-images screenshots measure lock bench clean

# The commands from verify to lock take ONLY="name …" for a few; see `python -m tests.proofs <command> --help`.
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

serve: setup ## preview at http://127.0.0.1:8000 (ADDR=host:port for another), rebuilt on every save
	@python -m macros.serve $(ADDR)

build: setup ## build the site into site/ (the old one stays if anything is wrong)
	@python -m macros.build

offline: setup ## build a copy into site-offline/ that is read without a server: open its index.html
	@USE_DIRECTORY_URLS=false mkdocs build --strict --site-dir site-offline

check: setup ## read the data and name every mistake (a second)
	@python -m macros.reader

quick: setup ## formats and types, the data and the unit specifications (seconds)
	@pytest -q -n 2 -p no:cacheprovider $(LINTERS) $(UNITS)
	@python -m macros.reader

lint: setup ## check formats and types: Python, templates, styles, the script
	@pytest -q -p no:cacheprovider $(LINTERS)

test: setup ## install what the tests need, run all of them, and name the slowest
	@python -m tests.system_packages
	@pytest -n 6 --dist loadgroup --durations=20 $(PYTEST_ARGS)

coverage: setup ## run all tests and report what they cover (half as long again; CI does it once)
	@python -m tests.system_packages
	@pytest -n 6 --dist loadgroup --cov --cov-report=term $(PYTEST_ARGS)

verify: setup ## run samples and their mutants, and record what was seen
	@python -m tests.proofs verify $(ONLY)

verify-archives: setup ## repeat samples from their archives, as a reader would who has nothing else
	@python -m tests.proofs verify-archives $(ONLY)

verify-since: setup ## run the releases that answers name, and the releases before them
	@python -m tests.proofs verify-since $(ONLY)

verify-frontends: setup ## build the front ends, use them in a browser, and record what was seen
	@python -m tests.system_packages
	@python -m tests.proofs verify-frontends $(ONLY)

verify-images: setup ## build the guides' images, without a container engine, and ask them (as root)
	@python -m tests.system_packages
	@python -m tests.proofs verify-images $(ONLY)

screenshots: setup ## take the screenshots of samples anew
	@python -m tests.system_packages
	@python -m tests.proofs screenshots $(ONLY)

measure: setup ## measure workloads and count in stacks (25 minutes; refuses a busy machine)
	@python -m tests.system_packages
	@python -m tests.proofs measure $(ONLY)

lock: setup ## lock what is not locked as it asks; UPGRADE=1 takes newer releases
	@python -m tests.proofs lock $(if $(UPGRADE),--upgrade) $(ONLY)

bench: setup ## measure the build's speed
	@python -m tests.bench

clean: ## remove everything that was made
	@rm -rf $(VENV) .cache site site-offline .site-* .pytest_cache .hypothesis .mypy_cache .ruff_cache .coverage
