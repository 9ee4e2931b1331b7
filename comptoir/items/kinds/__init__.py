"""What a value of each kind of field is: parsed, drawn, asked for in a form."""
