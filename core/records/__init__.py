"""Stored records that several features share: of a chart, of the practice, and the queue of the index."""
