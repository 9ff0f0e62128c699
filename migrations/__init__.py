"""The frozen history of the database's schema; run at start by `core.database.migrator`."""
