"""The main window: pages, menus, status bar, locking and closing."""
