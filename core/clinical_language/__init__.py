"""What clinical sentences say, read once: word lists as data, one scope engine, numbers, days, parts of notes."""
