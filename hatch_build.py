"""Compiles the knowledge into the wheel; a checkout compiles it by itself when it is needed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Puts the compiled knowledge beside the room that opens it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before a wheel is built; an editable install reads the files themselves."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from globulin.knowledge.compile import compile_knowledge

        target = root / "build" / "knowledge.sqlite"
        compile_knowledge(source=root / "knowledge", target=target)
        build_data["force_include"][str(target)] = "globulin/knowledge/knowledge.sqlite"
