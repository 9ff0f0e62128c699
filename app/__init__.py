"""The composition root: start-up order, hardening and the command line."""
