"""One story of a user each, in that user's words."""
