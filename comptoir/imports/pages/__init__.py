"""The pages of imports: bringing a file, mapping its columns, following the run."""
