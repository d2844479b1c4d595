"""The command line and the page, from outside."""
