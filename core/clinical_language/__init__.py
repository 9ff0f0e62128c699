"""Clinical language: word lists as data, a scope engine, numbers, days, sections of notes."""
