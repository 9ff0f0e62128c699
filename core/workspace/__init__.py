"""One open data directory: `workspace` defines the order of starting and stopping, the others its steps."""

from core.workspace.workspace import Workspace

__all__ = ["Workspace"]
