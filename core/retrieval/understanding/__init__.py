"""What a question states besides its words: dates, order, lists, the kind of answer."""
