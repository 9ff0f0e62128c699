"""Upgrades of the database: a new schema, or a new release of PostgreSQL, built beside the old one."""
