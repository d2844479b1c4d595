"""What each reader of an input makes of it."""
