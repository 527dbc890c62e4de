# `make run` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint bench refresh

run: $(VENV)/.run
	@test -n "$$FRED_API_KEY" -a -n "$$SEC_CONTACT" || echo "Hint: FRED_API_KEY (a free key) and SEC_CONTACT (your e-mail address, which the SEC asks for) make fetching surer; README says how."
	$(BIN)/streamlit run asgi.py --server.port $(PORT) --server.address $(HOST)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

refresh: $(VENV)/.run
	$(BIN)/python -m analytics refresh

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make run PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
