"""One box over clients, actions and templates."""
