"""Imports charts from other systems and exports them."""
