"""Everything the reader sees before there is anything to see: shell, layouts, components and behaviours."""
