"""The kinds of fields, one a file: how a value is parsed, checked, drawn, asked for, filtered and told of over REST."""
