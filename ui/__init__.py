"""Everything that is seen: PySide6 views over the services of `core`."""
