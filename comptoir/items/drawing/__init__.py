"""What a page draws of an item: its values in words, what they refer to, the controls of a form."""
