"""`python3 -m config.local <verb>`: what the Makefile calls."""

import sys

if sys.version_info < (3, 11):
    sys.exit("The portal needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")

from config.local import verbs

sys.exit(verbs.main(sys.argv[1:]))
