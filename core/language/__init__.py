"""Words of notes in English and Hebrew: tokens, lexemes, sentences, and the synonym tables."""
