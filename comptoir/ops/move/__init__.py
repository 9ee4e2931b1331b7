"""Moving a portal into another database, SQLite or PostgreSQL: resumable, with every id, proved by equal digests."""
