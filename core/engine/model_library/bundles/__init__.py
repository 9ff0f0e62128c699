"""Model bundles: one signed file with models, which IT makes and a clinician installs without a network."""
