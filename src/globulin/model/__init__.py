"""The words the whole house speaks: facts, knowledge records, statements and pages.

Everything here is frozen and typed. This room refuses to know where a value came from (that is
`knowledge`) and how it is shown (that is `render`).
"""

from globulin.model.condition import Condition, Effect
from globulin.model.fact import Fact, ReferenceInterval, Source
from globulin.model.page import (
    Block,
    Cause,
    Claim,
    Figure,
    FigureItem,
    NextStep,
    Page,
    Question,
    RedFlag,
    Related,
    Review,
    Route,
    Section,
    SourceEntry,
)
from globulin.model.question import PagePlan, QuestionEntry, SectionPlan
from globulin.model.sentence import (
    ClaimEntry,
    Direction,
    Kind,
    RedFlagRule,
    Sentence,
    Urgency,
    Verdict,
)
from globulin.model.slots import (
    FACT_FIELDS,
    SLOT,
    WORD_SLOTS,
    FactSlot,
    bare_numbers,
    fact_slots,
    parse_slot,
)
from globulin.model.statement import Statement
from globulin.model.subject import Analyte, Finding, FollowUpTest, GlossaryTerm, Group

__all__ = [
    "FACT_FIELDS",
    "SLOT",
    "WORD_SLOTS",
    "Analyte",
    "Block",
    "Cause",
    "Claim",
    "ClaimEntry",
    "Condition",
    "Direction",
    "Effect",
    "Fact",
    "FactSlot",
    "Figure",
    "FigureItem",
    "Finding",
    "FollowUpTest",
    "GlossaryTerm",
    "Group",
    "Kind",
    "NextStep",
    "Page",
    "PagePlan",
    "Question",
    "QuestionEntry",
    "RedFlag",
    "RedFlagRule",
    "ReferenceInterval",
    "Related",
    "Review",
    "Route",
    "Section",
    "SectionPlan",
    "Sentence",
    "Source",
    "SourceEntry",
    "Statement",
    "Urgency",
    "Verdict",
    "bare_numbers",
    "fact_slots",
    "parse_slot",
]
