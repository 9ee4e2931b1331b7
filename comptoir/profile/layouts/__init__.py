"""Which widgets stand on the tab: their definition, the types there are, whose layout is in force."""
