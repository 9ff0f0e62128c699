"""Files in a chart: checked by content, cleaned, sealed in pieces, read and drawn in a confined process."""
