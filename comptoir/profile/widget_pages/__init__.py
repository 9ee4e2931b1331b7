"""The pages about widgets: the gallery, settings, arranging, a chart over a span, files, publishing a layout."""
