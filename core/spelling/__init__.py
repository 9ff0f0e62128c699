"""Spelling in English and Hebrew, with the practice's own words."""
