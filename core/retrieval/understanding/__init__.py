"""What a question says beside its words: dates, order, lists, the kind of answer."""
