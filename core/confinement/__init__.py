"""What the kernel takes from a process that runs native parsers: files, network, other processes, rights.

Used by the engine (`core.engine.confinement`) and by the reader of attachments (`core.attachments.confined`).
"""
