"""The faces of globulin: each only translates what the rooms below have decided."""
