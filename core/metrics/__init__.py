"""How long things take and how often they fail: names and numbers of this computer, kept on it."""
