# Everything starts here; `make help` lists the verbs. Needs make and Python 3.11 or newer.
PYTHON ?= python3
export PORT ARGS

VERBS = demo demo-reset test check bench setup manage shell help
.PHONY: $(VERBS)
.DEFAULT_GOAL = help

$(VERBS):
	@$(PYTHON) -m config.local $@
