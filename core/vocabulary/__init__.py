"""The practice's own abbreviations, which questions understand beside those that everybody uses."""
