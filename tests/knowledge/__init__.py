"""The data itself: proved, compiled, composed to pages."""
