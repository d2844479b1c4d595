"""Programs that carried the gathered evidence over into `knowledge/`.

They are for development alone: nothing that runs, and no test, needs the evidence itself. What
they rename, correct or leave out stands in tables beside them, each line with its reason.
"""
