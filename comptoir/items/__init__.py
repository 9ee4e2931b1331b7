"""The items engine: item types, fields, choices, lists, cards, writes, history."""
