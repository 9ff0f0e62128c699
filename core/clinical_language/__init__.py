"""What clinical sentences say: word lists as data, one scope engine, numbers, days, parts of notes."""
