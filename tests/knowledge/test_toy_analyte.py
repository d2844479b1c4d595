"""Another analyte is added by data files alone."""

import json
from pathlib import Path

from globulin.answers import answer_question
from globulin.knowledge import open_knowledge
from globulin.knowledge.check import check_knowledge
from globulin.model import Question
from globulin.render import render_page
from tests.contract import problems, shown_statements

FACTS = """\
id,kind,subject,analyte,measure,value,low,high,unit,n,events,comparator,population,measured_by,\
valid_within,evidence,sources,date,checked,says,note
toy-raised,level,toy-fever,Toy,raised,80,,,%,10,8,,,immunoassay,,cohort,toy-source,2026-01-01,,\
8 of 10 people had a high toyglobulin,
toy-is,definition,Toy,Toy,,,,,,,,,,,,reference-work,toy-source,2026-01-01,,a toy is a toy,
toy-rate,frequency,toy-fever,,prevalence,3,1,9,per 100000,,,,,,,cohort,toy-source,2026-01-01,,\
toy fever is had by 3 of 100000 people,
"""
INTERVALS = """\
id,analyte,table,sex,age_low,age_high,age_unit,age_low_days,age_high_days,pregnant,low,high,unit,\
method,platform,population,derivation,counted,default,evidence,sources,date,checked,note
toy-child,Toy,toy,,0,18,years,0,6575,,10,20,mg/dL,,,,,true,true,laboratory-catalogue,toy-source,\
2026-01-01,,
toy-adult,Toy,toy,,18,,years,6575,,,15,30,mg/dL,,,,,true,true,laboratory-catalogue,toy-source,\
2026-01-01,,
"""
ANALYTE = """\
id = "Toy"
name = "toyglobulin"
short = "Toy"
synonyms = ["toy globulin"]
units = ["mg/dL", "g/L"]
directions = ["high", "low"]
order = 900
"""
CONDITION = """\
id = "toy-fever"
name = "Toy fever"
plain_name = "a fever of toys"
branch = "reactive"
group = "infection"
[[about]]
text = "A fever that toys get."
facts = ["toy-is"]
[[effects]]
analyte = "Toy"
direction = "high"
evidence = "supported"
share = "toy-raised"
[[effects.statements]]
text = "Toyglobulin was high in {toy-raised.of} people."
"""


def _add_toy(directory: Path) -> None:
    with (directory / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("toy-source,The book of toys,A press,2001,,,,study,,\n")
    (directory / "facts" / "toy.csv").write_text(FACTS, encoding="utf-8")
    (directory / "intervals" / "toy.csv").write_text(INTERVALS, encoding="utf-8")
    (directory / "analytes" / "toy.toml").write_text(ANALYTE, encoding="utf-8")
    with (directory / "differential" / "rates.csv").open("a", encoding="utf-8") as stream:
        stream.write("rate-toy-fever,toy-fever,,,,toy-rate,,\n")
    (directory / "conditions" / "toy-fever.toml").write_text(CONDITION, encoding="utf-8")


def test_a_toy_analyte_gets_a_page(knowledge_copy: Path) -> None:
    """Data files, no code: the check passes, and the question has a whole page."""
    _add_toy(knowledge_copy)
    with open_knowledge(knowledge_copy) as knowledge:
        page = answer_question(Question(text="what causes high toyglobulin"), knowledge)
    document = json.loads(render_page(page, format="json"))
    texts = " ".join(statement["text"] for statement in shown_statements(document))

    assert () == check_knowledge(knowledge_copy).errors
    assert [] == problems(document)
    assert ("causes", "Toy", "high") == (
        document["route"]["intent"],
        document["route"]["analyte"],
        document["route"]["direction"],
    )
    assert ["toy-fever"] == [cause["id"] for cause in document["causes"]]
    assert document["answer"]
    assert "Toyglobulin was high in 8 of 10 people." in texts
    assert "18 years and over: 15 to 30 mg/dL (0.15 to 0.3 g/L)." in texts
