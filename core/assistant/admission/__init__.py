"""What may be asked: cleaned, held against attempts to steer the assistant, and counted."""
