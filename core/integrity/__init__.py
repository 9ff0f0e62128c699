"""Detects records that are not the last ones written, but older ones put back."""
