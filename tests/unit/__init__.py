"""Logic, room by room."""
