"""What programs may ask of the profile: each operation with its parameters, its answer and its shapes."""
