"""What a value of a list may be: its name, colour, code, group, order and protection; where it is used."""
