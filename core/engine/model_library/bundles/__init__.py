"""Model bundles: one signed file with models, made by IT and installed by a clinician without a network."""
