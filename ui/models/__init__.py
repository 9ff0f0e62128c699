"""The models that find and write, and the index they fill."""
