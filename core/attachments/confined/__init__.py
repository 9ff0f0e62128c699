"""What runs in the confined process: the only place where the parsers of foreign files are loaded.

Everything it is given may be hostile and everything it says is checked again by `core.attachments.reader`.
"""
