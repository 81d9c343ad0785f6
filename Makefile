# Worthwhile: the commands. `make help` lists them; GNU make 4 and Python 3.11 are all they need.

# The first of these that is new enough; set PYTHON to choose another.
PYTHON ?= $(or $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; \
	done),python3)
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
# For tests and checks only: it protects nothing.
TEST_KEY := only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz
LIGHTHOUSE := 13.5.0
LOCK := uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test dev check story backup restore words lighthouse fuzz lock lock-check

help:  ## List these commands
	@sed -n 's/^\([a-z-]*\):.*##/  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

# exec, so that a signal to make's child reaches the program and not a shell around it.

run: $(VENV)/.run  ## Your own installation: database, web server, jobs. PORT, HOST, SITE_URL
	@exec $(BIN)/python -m config.run

dev: $(VENV)/.dev  ## The same data under a server that reloads, with the debug toolbar
	@exec env DEBUG=1 $(BIN)/python -m config.cluster --migrate -- \
		$(BIN)/python manage.py runserver $(or $(HOST),127.0.0.1):$(or $(PORT),8000)

story: $(VENV)/.run  ## Load the sample story for ada@example.com and print the password
	@exec $(BIN)/python -m config.cluster --migrate -- $(BIN)/python manage.py story $(ARGS)

backup: $(VENV)/.run  ## Write all of it to FILE=, a file or a folder, while it runs. ARGS=--quick
	@exec $(BIN)/python -m config.cluster -- $(BIN)/python manage.py backup "$(FILE)" $(ARGS)

restore: $(VENV)/.run  ## Put all of it back from FILE=. ARGS=--replace where there is something
	@exec $(BIN)/python -m config.cluster -- $(BIN)/python manage.py restore "$(FILE)" $(ARGS)

test: $(VENV)/.dev  ## Every test, on a throw-away database. ARGS="-k word" runs some
	@exec env SECRET_KEY=$(TEST_KEY) $(BIN)/python -m config.cluster --temporary -- \
		$(BIN)/python -m pytest $(if $(ARGS),,--cov) -n 2 --dist loadfile $(ARGS)

check: $(VENV)/.dev lock-check  ## Format, lint, types, import contracts, templates, Django's checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	SECRET_KEY=$(TEST_KEY) $(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	SECRET_KEY=$(TEST_KEY) SITE_URL=https://example.com $(BIN)/python -m config.cluster --temporary \
		-- sh -c '$(BIN)/python manage.py check --deploy --fail-level WARNING \
		&& $(BIN)/python manage.py makemigrations --check --dry-run'

words: $(VENV)/.dev  ## Collect every text into locale/ and compile it. Needs gettext: apt install gettext
	@SECRET_KEY=$(TEST_KEY) $(BIN)/python -m tests.words.collect

lighthouse: $(VENV)/.lighthouse  ## Lighthouse over every kind of page. PAGES=word, RUNS=5
	@exec env SECRET_KEY=$(TEST_KEY) PAGES="$(PAGES)" RUNS="$(RUNS)" \
		$(BIN)/python -m config.cluster --temporary -- $(BIN)/python -m tests.bench.lighthouse

fuzz: $(VENV)/.fuzz  ## Hostile bytes for every reader of files, on Linux. TIME=60 seconds, INPUT=file
	@exec env SECRET_KEY=$(TEST_KEY) $(BIN)/python -m tests.fuzz \
		$(or $(INPUT),-max_total_time=$(or $(TIME),60))

lock: $(VENV)/.dev  ## Write the lock files from requirements*.in. ARGS=--upgrade for newer releases
	$(BIN)/$(LOCK) $(ARGS) requirements.in -o requirements.txt
	$(BIN)/$(LOCK) $(ARGS) requirements-dev.in -o requirements-dev.txt
	$(BIN)/$(LOCK) $(ARGS) requirements-lighthouse.in -o requirements-lighthouse.txt
	$(BIN)/$(LOCK) $(ARGS) requirements-fuzz.in -o requirements-fuzz.txt

# The lock is fresh when compiling it again, held to its own versions, changes nothing; a newer
# release of a package does not make it stale. It names no place that packages come from.
lock-check: $(VENV)/.dev
	@! grep -nE 'https?://' requirements*.in requirements*.txt
	@set -e; for name in requirements requirements-dev requirements-lighthouse requirements-fuzz; do \
		cp $$name.txt $(VENV)/$$name.txt; \
		$(BIN)/$(LOCK) $$name.in -o $(VENV)/$$name.txt >/dev/null; \
		cmp $$name.txt $(VENV)/$$name.txt || { echo "$$name.txt is stale: run make lock"; exit 1; }; \
	done

# The environment. Each stamp is written last, so what was killed half-way is done again; an
# environment whose Python went away is made anew.

ifeq ($(shell $(BIN)/python -c 'print("runs")' 2>/dev/null),)
$(shell rm -f $(VENV)/.made $(VENV)/.run $(VENV)/.dev $(VENV)/.lighthouse $(VENV)/.fuzz)
endif

$(VENV)/.run: requirements.txt | $(VENV)/.made
	@echo "Installing what $< locks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.made
	@echo "Installing what $< locks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(VENV)/.run

# Node from a wheel, and Lighthouse beside it: 400 MB that no test needs. Its exact version is named,
# and no lock file of npm's, which would record where the packages came from.
$(VENV)/.lighthouse: requirements-lighthouse.txt | $(VENV)/.dev
	@echo "Installing Lighthouse $(LIGHTHOUSE) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@PATH="$(abspath $(BIN)):$$PATH" npm install --silent --no-save --no-package-lock --ignore-scripts \
		--no-audit --no-fund --prefix $(VENV)/lighthouse lighthouse@$(LIGHTHOUSE)
	@touch $@

# Built for Linux with Python 3.11 to 3.14; no test needs it.
$(VENV)/.fuzz: requirements-fuzz.txt | $(VENV)/.dev
	@echo "Installing what $< locks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Worthwhile needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		$(PYTHON) -c 'import sys; print("Python cannot make environments here. On Debian and Ubuntu:" \
			" apt install python3.%d-venv" % sys.version_info[1])'; exit 1; }
	@echo "Making the environment in $(VENV) (only once) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@
