"""Upgrades of the database: a new schema or PostgreSQL release, built beside the old one."""
