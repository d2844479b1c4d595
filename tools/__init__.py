"""Programs for whoever keeps the knowledge: run by hand, never by globulin."""
