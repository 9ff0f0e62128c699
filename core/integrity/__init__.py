"""Whether the records are the ones that were written last, and not older ones that were put back."""
