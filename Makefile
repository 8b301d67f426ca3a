# make demo [PORT=8000] [DEMO_EMPTY=1]   the whole registry on this machine, until Ctrl-C
# make test [PYTEST="tests/registry -x"] all checks and tests
# make bench [BENCH_PEOPLE=100000]       benchmarks, to bench-results/; NAMES=folder of name lists;
#                                        BENCH="names pages" for some of them
# make night                             a night of arrests at the desk, whole, on four phones: what
#                                        each job took in pages, taps, keys and seconds
# Needed: Python 3.11 or later. With DATABASE_URL (an administrator's address) demo and tests use
# that server, without it a private PostgreSQL of their own.

PYTHON := $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
RUN := .venv/bin/python
PYTEST ?=
# Production's settings, with nothing true in them and no database, for checks that need none.
EXAMPLE = postgresql://login:password@/registry?host=/nowhere
PRODUCTION = env -u DEBUG -u DEMO SECRET_KEY="$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	ALLOWED_HOSTS=registry.example REMOVAL_KEY=example SECOND_FACTOR_KEY=example \
	OWNER_DATABASE_URL='$(EXAMPLE)' DESK_DATABASE_URL='$(EXAMPLE)' PUBLIC_DATABASE_URL='$(EXAMPLE)'

.PHONY: demo test bench night checks environment
export PORT DEMO_EMPTY NAMES BENCH

demo: environment
	@$(RUN) -m registry.demo

test: environment checks
	@$(RUN) -m tests.chromium
	@$(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder $(PYTEST)

bench: environment
	@$(RUN) -m registry.bench

night: environment
	@WHOLE_NIGHT=1 REQUIRE_BROWSER=1 $(RUN) -m pytest tests/desk/test_night.py -q -s

checks: environment
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m djlint --check templates
	@$(RUN) -m djlint --lint templates
	@$(PRODUCTION) SIDE=desk $(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(PRODUCTION) SIDE=desk $(RUN) manage.py check --deploy --fail-level WARNING
	@$(PRODUCTION) SIDE=public $(RUN) manage.py check --deploy --fail-level WARNING

environment:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) registry/lib/virtual_environment.py
	@$(RUN) -m registry.lib.catalogues
