"""Trains the adapter with which the starter model reads quotes; never needed to install or to run."""
