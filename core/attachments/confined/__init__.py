"""Runs in the confined process, the only place where parsers of foreign files are loaded.

Its input may be malicious, and its output is validated by `core.attachments.reader`.
"""
