"""The programs of the tools folder."""
