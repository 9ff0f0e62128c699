"""Trains the adapter with which the starter model reads quotes; not needed to install or to run."""
