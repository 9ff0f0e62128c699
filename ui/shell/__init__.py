"""The window around everything: pages, menus, status bar, locking and closing."""
