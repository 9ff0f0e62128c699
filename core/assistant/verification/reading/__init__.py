"""What a text says, as claims that can be compared: words, numbers, dates, sides and what frames them."""
