"""Reads and verifies the audit log: pages, failed unlocks, the whole chain, exports."""
