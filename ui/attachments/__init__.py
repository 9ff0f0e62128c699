"""The files of a chart: a row of thumbnails that takes what is dropped on it, and a viewer."""
