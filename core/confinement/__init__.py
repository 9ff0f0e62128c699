"""Kernel restrictions for processes that run native parsers: files, network, other processes, rights.

Used by the engine (`core.engine.confinement`) and by the reader of attachments (`core.attachments.confined`).
"""
