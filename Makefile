# Everything runs in .venv, which is made on first use. `make PYTHON=/path/to/python3` chooses another Python.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DEMO := out/demo
RECORD := $(DEMO)/ferry.record
PAGE := $(DEMO)/marked.html
# Of `make lowest` and `make newest`: `make newest OTHER_PYTHON=python3.13` tries another Python.
OTHER_PYTHON ?= $(BIN)/python
# Of `make training`: the reader to begin with, what is trained further from it, and where the shipped one is.
BEGUN ?= out/training/reader
NEWS := out/training/news
READING := src/onrecord/reading/weights
STANDING_ON_OTHERS := $(addprefix tests/,sources reading/test_foreign_data.py reading/test_foreign_pages.py \
	reading/test_reader.py reading/test_windows.py families/test_similarity.py checking/test_headlines.py \
	actors/test_imports.py exports test_library.py cli/test_commands.py cli/test_tables.py test_documents.py)

.PHONY: help demo test lowest newest accuracy figures check format training benchmarks docs clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

demo: $(BIN)/.installed ## Read the example articles into a record, search it, show it, prove it
	@mkdir -p $(DEMO)
	@rm -f $(RECORD) $(RECORD)-shm $(RECORD)-wal
	@echo '$$ onrecord add examples/articles --record $(RECORD)'
	@$(BIN)/onrecord add examples/articles --record $(RECORD)
	@echo; echo '$$ onrecord search hospital --record $(RECORD)'
	@$(BIN)/onrecord search hospital --record $(RECORD)
	@echo; echo '$$ onrecord show https://ledger.example/politics/skerra-ferry-finished --record $(RECORD)'
	@$(BIN)/onrecord show https://ledger.example/politics/skerra-ferry-finished --record $(RECORD)
	@echo; echo '$$ onrecord show https://ledger.example/politics/skerra-ferry-finished --html $(PAGE) --record $(RECORD)'
	@$(BIN)/onrecord show https://ledger.example/politics/skerra-ferry-finished --html $(PAGE) --record $(RECORD)
	@echo; echo '$$ onrecord verify --record $(RECORD)'
	@$(BIN)/onrecord verify --record $(RECORD)
	@echo
	@echo 'What to do next:'
	@echo '  $(BIN)/onrecord serve --record $(RECORD)'
	@echo '    opens the record as pages, at http://127.0.0.1:8642: search it, read it, correct it (docs/pages.md).'
	@echo '  Open $(PAGE) in a browser: the article with every statement marked.'
	@echo '  export ONRECORD_RECORD=$(RECORD), then leave --record out.'
	@echo '  $(BIN)/onrecord search --speaker Vass --kind held'
	@echo '  $(BIN)/onrecord ask "Is ending the winter ferry wrong?"'
	@echo '  $(BIN)/onrecord read YOUR-ARTICLE.html'
	@echo '  $(BIN)/onrecord --help, and docs/first-ten-minutes.md'

test: $(BIN)/.developing ## Run the tests, on all cores
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lowest: ## Run the tests of what stands on other packages with the lowest versions that pyproject.toml allows

newest: ## The same with the newest

lowest newest: $(BIN)/.developing
	$(OTHER_PYTHON) -m venv --clear .venv-$@
	$(if $(filter lowest,$@),$(BIN)/python .ci/lowest,true) > .venv-$@/constraints.txt
	.venv-$@/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv-$@/constraints.txt \
		--upgrade --editable '.[dev]'
	.venv-$@/bin/python -m pytest -p no:cacheprovider $(STANDING_ON_OTHERS)

accuracy: $(BIN)/.developing ## Measure accuracy and fail if a figure is below its floor
	$(BIN)/python -m benchmarks.floors

figures: $(BIN)/.developing ## Put the measured figures into README and docs
	$(BIN)/python -m benchmarks.figures

check: $(BIN)/.developing ## Check lint, format, types and the direction of imports without changing anything
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(BIN)/.developing ## Format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(BIN)/.developing ## Regenerate the references from help texts and docstrings
	$(BIN)/python -m onrecord.cli.terminal.reference > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md
	$(BIN)/python -m onrecord.cli.terminal.python_reference > docs/python-reference.md.new
	mv docs/python-reference.md.new docs/python-reference.md

# Each step learns from what those before it find, so that one that is made again asks for all behind it. The data is
# beside the checkout, in `shared`. `make training BEGUN=FOLDER` begins with a reader that is there already.
training: $(BIN)/.training $(BEGUN)/reader.xml ## Make all weights that are shipped, from the base weights on
	# Two networks by halves of the annotated articles, and their mean, which is shipped.
	$(BIN)/python -m training.news --weights $(BEGUN) --out $(NEWS)
	cp $(addprefix $(NEWS)/,reader.bin reader.xml tokenizer.json calibration.json MODEL_CARD.md) $(READING)
	# Likeness of meaning: nothing is trained, the base weights are packed.
	$(BIN)/python -m training.sentences
	$(BIN)/python -m training.embedding
	# What is a statement, and where it begins and ends; from here on by what each network finds in the other's half.
	$(BIN)/python -m training.statements
	# "He" and "she", then whoever is meant.
	$(BIN)/python -m training.pronouns
	$(BIN)/python -m training.people
	# When, where and to whom.
	$(BIN)/python -m training.occasions
	# One utterance or two: how telling words are, then the weights of a pair.
	$(BIN)/python -m training.families --stems
	$(BIN)/python -m training.families
	# Where they stand: additions to the encoder of the likeness of meaning.
	$(BIN)/python -m training.stance
	# How sure a statement with its speaker is.
	$(BIN)/python -m training.calibration --statements

# Teachers first, then the reader that learns from them on PolNeAR: days on two cores. The one that is shipped began with
# an earlier one (training/notes.md).
$(BEGUN)/reader.xml: | $(BIN)/.training
	$(BIN)/python -m training.reader --by-parts --out $(BEGUN)

benchmarks: accuracy ## Measure accuracy and speed
	$(BIN)/python -m benchmarks.speed

clean: ## Remove the environments and what the demo made
	rm -rf .venv .venv-lowest .venv-newest $(DEMO)

# Python 3.11 comes with a pip that does not know an extra of lxml, which trafilatura needs, by its newer spelling.
$(BIN)/python:
	$(PYTHON) -m venv --upgrade-deps .venv

# The stamps make a second run quick; a changed pyproject.toml installs again.
$(BIN)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/.developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(BIN)/.installed

$(BIN)/.training: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,training]'
	@touch $@ $(BIN)/.developing $(BIN)/.installed
