"""The widgets of the tab: what each asks of the engine, and what a template shows of the answers."""
