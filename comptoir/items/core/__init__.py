"""What an item type is: its fields, rules, choices and links."""
