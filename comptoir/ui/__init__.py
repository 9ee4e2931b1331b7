"""What all pages share: shell, components, formats, charts, and how errors are shown."""
