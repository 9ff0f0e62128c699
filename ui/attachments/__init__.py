"""The files of a chart: a row of thumbnails that accepts dropped files, and a viewer."""
