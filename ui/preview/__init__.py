"""Shows typeset pages, and prints them or stores them as PDF."""
