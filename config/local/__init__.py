"""The portal on one's own machine: set-up, embedded servers, demo, tests and gates.

Runs before anything is installed, so it imports the standard library only.
"""
