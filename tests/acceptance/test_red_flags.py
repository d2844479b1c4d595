"""Somebody has a report and a symptom: what must not wait is said first, and never too mildly."""

from dataclasses import dataclass
from typing import Any

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Finding, Sex
from tests.contract import URGENCIES
from tests.reading import interpret_one, interpreted, pattern_ids, result, urgencies

HIGH = result("IgM", 2.9, "g/L", interval=(0.4, 2.3))
NORMAL = result("IgM", 1.5, "g/L", interval=(0.4, 2.3))
LOW = result("IgM", 0.2, "g/L", interval=(0.4, 2.3))
IGG = {
    "low": result("IgG", 5.0, "g/L", interval=(7, 16)),
    "normal": result("IgG", 10.0, "g/L", interval=(7, 16)),
}
IGA = {
    "low": result("IgA", 0.3, "g/L", interval=(0.7, 4)),
    "normal": result("IgA", 2.0, "g/L", interval=(0.7, 4)),
}


def igm(grams: float, **more: Any) -> Any:
    """Return an IgM in g/L with a printed range."""
    return result("IgM", grams, "g/L", interval=(0.4, 2.3), **more)


@dataclass(frozen=True)
class Case:
    """What one person sends; findings are told to be there, those of `denied` not to be."""

    results: tuple[Any, ...] = ()
    findings: tuple[str, ...] = ()
    age: str | None = "50"
    sex: Sex | None = None
    denied: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def case(*results: Any, has: str = "", **more: Any) -> Case:
    """Return a case; findings are parted by semicolons."""
    return Case(results, tuple(filter(None, has.split(";"))), **more)


def rings(knowledge: Knowledge, one: Case) -> dict[str, str]:
    """Return the red flags of a case."""
    findings: dict[str, bool | None] = dict.fromkeys(one.findings, True)
    findings |= dict.fromkeys(one.denied, False)
    findings |= dict.fromkeys(one.unknown)
    page = interpreted(knowledge, *one.results, age=one.age, sex=one.sex, findings=findings)
    return urgencies(page)


SIGNS = (
    "nosebleeds",
    "gum-bleeding",
    "blurred-vision",
    "retinal-haemorrhage",
    "confusion",
    "unsteadiness",
    "hearing-loss",
    "breathlessness",
    "breathlessness-at-rest",
    "stroke-signs",
    "bleeding-tendency",
    "serum-viscosity-high",
    "hyperviscosity-syndrome",
    "bleeding gums",
    "I keep having nose bleeds",
    "blurry vision since Monday",
    "new headache",
    "severe headaches",
    "loss of balance",
    "sudden hearing loss",
)
BAND = "m-protein-igm"
TRIGGERS: dict[str, tuple[Case, ...]] = {
    "hyperviscosity-signs": (
        *(case(HIGH, has=sign) for sign in SIGNS),
        *(case(has=sign) for sign in SIGNS),
        case(igm(25), has="blurred vision;nosebleeds"),
        case(igm(62), has="blurred vision;nosebleeds"),
        # Only the flag; a value without a side; a doubtful unit; a name that is not read.
        case(result("IgM", flag="H"), has="nosebleeds"),
        case(result("IgM", 240, "mg/dL"), has="nosebleeds"),
        case(result("IgM", 4640, "g/L", interval=(38, 231)), has="nosebleeds"),
        case(result("IgM", 4640, "g/L", interval=(38, 231), flag="N"), has="nosebleeds"),
        case(result("IgM", 120, None), has="nosebleeds"),
        case(result("Monoclonal IgM", 12, "g/L"), has="nosebleeds"),
        case(result("IgM", 20, "g/L", comparator=">", interval=(0.4, 2.3)), has="nosebleeds"),
        # The laboratory calls it high, whatever its range or the default says.
        case(result("IgM", 200, "mg/dL", flag="H"), has="nosebleeds", sex="male"),
        case(igm(2.2, flag="H"), has="nosebleeds"),
        # A number in doubt, but somebody says that it is high; or a band, whatever the total.
        case(result("IgM", 200, None), has="igm-high;nosebleeds"),
        case(LOW, has=f"{BAND};nosebleeds"),
        case(igm(31), has="headache"),
        case(igm(30), has="breathlessness-on-exertion"),
        case(igm(30), has="dizziness"),
        # Dizziness beside another sign of thick blood.
        case(HIGH, has="dizziness;headache"),
        case(has="dizzy;breathlessness-on-exertion"),
        case(NORMAL, has=f"{BAND};dizziness;headache"),
        # Words of two findings in one.
        case(HIGH, has="no fever but nosebleeds"),
    ),
    "hyperviscosity-possible": (
        case(HIGH, has="headache"),
        case(HIGH, has="breathlessness-on-exertion"),
        case(HIGH, has="dizziness"),
        case(has="headache"),
        case(result("IgM", flag="HH"), has="headache"),
        case(NORMAL, has=f"{BAND};headache"),
        case(has="vertigo"),
        case(has="lightheadedness"),
        case(HIGH, has="shortness of breath when climbing stairs"),
        case(has="out of breath on the stairs"),
    ),
    "confusion": (case(has="confusion"), case(LOW, has="drowsiness"), case(has="very confused")),
    "stroke-signs": (case(NORMAL, has="stroke-signs"), case(has="face drooping on one side")),
    "breathlessness-at-rest": (
        case(LOW, has="breathlessness"),
        case(NORMAL, has="breathlessness-at-rest"),
        case(NORMAL, has="cannot breathe"),
        case(NORMAL, has="short of breath"),
        case(NORMAL, has="sudden shortness of breath when climbing stairs"),
        case(NORMAL, has="short of breath when climbing stairs and at rest"),
    ),
    "chest-pain": (case(NORMAL, has="chest-pain"), case(has="chest tightness")),
    "major-bleeding": (
        case(NORMAL, has="major-bleeding"),
        case(LOW, has="bleeding that will not stop"),
        case(LOW, has="vomiting blood"),
    ),
    "sudden-vision-loss": (
        case(NORMAL, has="sudden-vision-loss"),
        case(NORMAL, has="sudden loss of vision in one eye"),
    ),
    "self-harm": (case(has="self-harm"), case(NORMAL, has="I want to die")),
    "overdose": (case(has="overdose"), case(NORMAL, has="took too many pills")),
    "fever-after-malaria-or-tsetse": (
        case(NORMAL, has="fever;malaria-area"),
        case(LOW, has="fever;tsetse-area"),
        case(has="fever;endemic-travel-other"),
        case(has="fever;malaria-test-positive"),
        case(has="high temperature;just back from Ghana"),
    ),
    "fever-under-3-months": (
        case(has="fever", age="80d"),
        case(NORMAL, has="fever;newborn", age=None),
        case(has="fever;infant", age=None),
    ),
    "pneumocystis-child": (
        case(has="pneumocystis-pneumonia", age="5"),
        case(LOW, has="PJP", age="17"),
        case(has="pneumocystis-pneumonia;child", age=None),
        case(has="pneumocystis-pneumonia;newborn", age=None),
    ),
    "severe-infection-low-ig-child": (
        case(LOW, has="sepsis-severe-infection", age="6"),
        case(IGG["low"], has="meningitis", age="17"),
        case(IGA["low"], has="severe pneumonia;child", age=None),
        case(has="sepsis;igg-low;infant", age=None),
        case(has="sepsis;all-ig-low", age="3"),
        case(result("IgG", flag="L"), has="cns-infection", age="1"),
    ),
    "severe-infection-low-igg": (
        case(IGG["low"], has="sepsis-severe-infection"),
        case(IGG["low"], has="cns-infection", age="70"),
        case(has="sepsis;hypogammaglobulinemia"),
        case(result("IgG", 2.0, "g/L"), has="sepsis", age=None),
        case(result("IgG", 1.0, "g/L", interval=(None, 16)), has="sepsis", sex="male"),
        case(result("IgG", 3, "g/L", comparator="<"), has="sepsis", age=None),
        case(has="igg-below-1-g-l;meningitis"),
        case(result("IgG", 2.5, "g/L"), has="stiff neck"),
    ),
    "neutropenia-fever": (
        case(has="fever;neutropenia"),
        case(NORMAL, has="fever;pancytopenia"),
        case(has="fever;low white cells"),
    ),
    "paraprotein-emergency": (
        case(has="m-protein-any;acute-kidney-failure"),
        case(has="m-protein-igg;hypercalcaemia;confusion"),
        case(has="m-protein-iga;hypercalcaemia;loss-of-appetite"),
        case(has="known-mgus;cord-compression"),
        case(has="m-protein-igm;hyperviscosity-syndrome"),
        case(has="m-protein-igg;serum-viscosity-high"),
    ),
    "cord-compression": (
        case(has="cord-compression"),
        case(has="back pain;weak legs"),
        case(has="back pain and numbness"),
        case(has="m-protein-any;bone-pain;peripheral-neuropathy"),
    ),
    "severe-haemolysis": (
        case(has="haemolysis;breathlessness"),
        case(has="haemolysis;haemoglobin-very-low"),
        case(has="cold-agglutinins-positive;transfusion-needed"),
        case(has="dark urine;anemia"),
        case(has="dark urine and short of breath"),
    ),
    "igm-gt-60": (
        case(igm(60.1)),
        case(result("IgM", 6010, "mg/dL", interval=(40, 230))),
        case(igm(60, comparator=">")),
        case(igm(60, comparator=">=")),
        case(result("IgM", 62, "g/L"), age=None),
        case(has="igm-gt-60-g-l"),
    ),
    "nephrotic": (
        case(IGG["low"], has="oedema"),
        case(IGG["low"], has="proteinuria"),
        case(IGG["low"], has="nephrotic-proteinuria"),
        case(IGG["low"], has="foamy-urine"),
        case(IGG["low"], has="puffy eyes"),
        case(result("IgG", flag="L"), has="swollen legs"),
        case(has="igg-low;oedema"),
    ),
    "newborn-igm-high": (
        case(result("IgM", 31, "mg/dL"), age="3d"),
        case(result("IgM", 0.4, "g/L"), has="newborn", age=None),
        case(result("IgM", 30, "mg/dL", comparator=">"), age="28d"),
    ),
    "murmur-fever": (case(has="fever;new-murmur"), case(NORMAL, has="fever;heart murmur")),
    "igg-near-absent-infant": (
        case(result("IgG", 60, "mg/dL"), age="4m"),
        case(
            result("IgG", 60, "mg/dL"),
            result("IgM", 5, "mg/dL"),
            result("IgA", 4, "mg/dL"),
            has="failure to thrive;chronic diarrhea;oral thrush",
            age="4m",
        ),
        case(result("IgG", 1, "g/L", comparator="<"), has="infant", age=None),
        case(has="igg-below-1-g-l", age="11m"),
        case(result("IgG", 0.9, "g/L"), has="recurrent infections", age="30"),
        case(has="igg-below-1-g-l;otitis", age=None),
    ),
    "fever-very-low-igg": (
        case(result("IgG", 2.9, "g/L"), has="fever"),
        case(result("IgG", 290, "mg/dL"), has="pneumonia", age=None),
        case(result("IgG", 2.9, "g/L"), has="meningitis"),
        case(result("IgG", 2.9, "g/L"), has="neck stiffness"),
        case(result("IgG", 1.2, "g/L", interval=(1.8, 8)), has="fever", age="5m"),
        case(has="igg-below-1-g-l;fever"),
    ),
    "one-class-high-others-low": (
        case(
            result("IgG", 3500, "mg/dL", interval=(700, 1600)),
            result("IgA", 20, "mg/dL", interval=(70, 400)),
            age="70",
        ),
        case(result("IgA", 9, "g/L", interval=(0.7, 4)), IGG["low"], LOW, age=None),
        case(HIGH, IGA["low"]),
        case(result("IgG", flag="H"), result("IgM", flag="L")),
    ),
    "igm-40-60": (
        case(igm(40), has=BAND),
        case(igm(50)),
        # It may be more than 60, and is at least this much.
        case(igm(50, comparator=">")),
        case(igm(60)),
        case(igm(60), has="m-protein-any"),
    ),
    "m-protein-igm-30": (
        case(igm(30), has=BAND),
        case(igm(45), has="m-protein-any"),
        case(has=f"{BAND};igm-gt-60-g-l"),
    ),
    "igm-gt-15-5-mono": (
        case(igm(15.6), has=BAND),
        case(igm(15.5, comparator=">"), has="m-protein-any"),
        case(has=f"{BAND};igm-gt-15-5-g-l"),
    ),
    "monoclonal-band": (
        case(HIGH, has=BAND),
        case(HIGH, has="M spike"),
        case(has=BAND),
        case(has="igm-high;m-protein-any"),
    ),
    "paraprotein-organ-signs": (
        *(
            case(has=f"m-protein-any;{sign}")
            for sign in (
                "anaemia",
                "renal-dysfunction",
                "acute-kidney-failure",
                "hypercalcaemia",
                "lytic-bone-lesions",
                "heart-failure",
                "proteinuria",
                "nephrotic-proteinuria",
                "haemoglobin-very-low",
            )
        ),
        case(has="bence-jones-protein;anaemia"),
        case(has="m-protein-iga;high calcium"),
    ),
    "paraprotein-amyloid": tuple(
        case(has=f"{BAND};{sign}")
        for sign in ("nephrotic-proteinuria", "heart-failure", "autonomic-neuropathy")
    ),
    "igm-mono-haemolysis": (
        case(has=f"{BAND};anaemia;haptoglobin-low"),
        case(has=f"{BAND};anaemia;bilirubin-high"),
        case(has=f"{BAND};anaemia;reticulocytes-high"),
        case(has=f"{BAND};purple fingers in the cold"),
    ),
    "neuropathy-mono-igm": tuple(
        case(has=f"{BAND};{sign}") for sign in ("numbness", "unsteadiness", "tremor")
    ),
    "igm-flare-rituximab": (
        case(has="rituximab-treatment;igm-rise-after-rituximab"),
        case(HIGH, has="igm-rise-after-rituximab"),
    ),
    "igm-low-igg-low-iga": (
        case(HIGH, IGG["low"], IGA["low"], has="recurrent-infection"),
        case(has="igm-high-igg-iga-low;pneumonia"),
        case(has="igm-high;igg-and-iga-low;otitis"),
    ),
    "class-switch-small-child": (
        case(HIGH, IGG["low"], has="recurrent-infection", age="4"),
        case(
            result("IgM", 60, "mg/dL"), result("IgG", 2.5, "g/L"), has="PJP", age="11m", sex="male"
        ),
        case(NORMAL, IGG["low"], has="oral-thrush;child", age=None),
    ),
    "low-igg-high-igm-adult": (
        case(HIGH, IGG["low"]),
        # A recent infection does not explain it, and must not silence it.
        case(HIGH, IGG["low"], has="recent-infection"),
        case(HIGH, IGG["low"], age=None),
    ),
    "igg-very-low": (
        case(result("IgG", 1.9, "g/L")),
        case(result("IgG", 2, "g/L", comparator="<")),
        case(result("IgG", 190, "mg/dL"), age=None),
        case(result("IgG", 1.0, "g/L"), age="2"),
        case(has="igg-below-1-g-l"),
    ),
    "igg-lt-3-infections": (
        case(result("IgG", 2.9, "g/L"), has="recurrent-bacterial-infection"),
        case(result("IgG", 2.9, "g/L"), has="pneumonia", age=None),
        case(has="igg-below-1-g-l;otitis"),
    ),
    "igm-raised-alp": (
        case(HIGH, has="alp-high"),
        case(HIGH, has="cholestatic-enzymes", age=None),
        case(has="igm-high;alp-high"),
    ),
    "igm-splenomegaly-malaria-area": (
        case(HIGH, has="massive-splenomegaly;malaria-area"),
        case(HIGH, has="splenomegaly;malaria-area"),
    ),
    "igm-injection-use": (case(HIGH, has="injected-drugs"), case(HIGH, has="IV drug use")),
    "b-symptoms": (
        case(HIGH, has="night-sweats"),
        case(LOW, has="weight-loss"),
        case(IGA["low"], has="swollen glands"),
        case(has="igg-high;lymphadenopathy"),
    ),
    "jaundice": (case(has="jaundice"), case(NORMAL, has="yellow eyes")),
    "jaundice-emergency": (
        case(has="jaundice;fever"),
        case(has="jaundice;bleeding-tendency"),
        case(has="yellow skin;very confused"),
    ),
    "unresponsive": (case(NORMAL, has="passed out twice today"), case(has="a seizure")),
    "sepsis-or-meningitis": (
        case(NORMAL, has="fever;stiff neck"),
        case(has="a fever and a rash that does not fade under a glass"),
    ),
    "severe-allergic-reaction": (
        case(NORMAL, has="anaphylaxis"),
        case(has="hives and my throat is closing"),
    ),
    "iga-lt-007": (
        case(NORMAL, IGG["normal"], result("IgA", 0.05, "g/L")),
        case(NORMAL, IGG["normal"], result("IgA", 0.07, "g/L", comparator="<"), age="5"),
        case(NORMAL, IGG["normal"], result("IgA", 6, "mg/dL"), age=None),
    ),
    "polyclonal-igm-no-band": (case(HIGH, has="m-protein-absent;flc-ratio-normal"),),
    "igm-mgus-low-risk": (case(igm(9), has=f"{BAND};flc-ratio-normal"),),
}
NEAR_MISSES: tuple[tuple[str, Case], ...] = (
    # Low or normal IgM with the signs; "any raised or unknown IgM" rings.
    ("hyperviscosity-signs", case(LOW, has="nosebleeds")),
    ("hyperviscosity-signs", case(LOW, has="I keep having nose bleeds;blurry vision")),
    ("hyperviscosity-signs", case(NORMAL, has="blurred-vision")),
    ("hyperviscosity-signs", case(result("IgM", flag="N"), has="nosebleeds")),
    ("hyperviscosity-signs", case(result("IgM", flag="L"), has="nosebleeds")),
    ("hyperviscosity-signs", case(has="igm-normal;nosebleeds")),
    ("hyperviscosity-signs", case(HIGH, denied=("nosebleeds", "blurred-vision"))),
    ("hyperviscosity-signs", case(HIGH, has="no nosebleeds or blurred vision")),
    ("hyperviscosity-signs", case(HIGH, unknown=("nosebleeds",))),
    ("hyperviscosity-signs", case(HIGH, has="headache")),
    ("hyperviscosity-signs", case(HIGH, has="dizziness")),
    ("hyperviscosity-signs", case(has="vertigo")),
    ("hyperviscosity-signs", case(HIGH, has="shortness of breath when climbing stairs")),
    ("breathlessness-at-rest", case(HIGH, has="shortness of breath when climbing stairs")),
    ("breathlessness-at-rest", case(HIGH, has="out of breath on stairs, not at rest")),
    ("hyperviscosity-possible", case(NORMAL, has="headache")),
    ("hyperviscosity-possible", case(LOW, has="dizziness")),
    ("confusion", case(has="no confusion")),
    ("chest-pain", case(denied=("chest-pain",))),
    ("chest-pain", case(unknown=("chest pain",))),
    ("major-bleeding", case(denied=("bleeding that will not stop",))),
    ("major-bleeding", case(has="easy bruising")),
    ("sudden-vision-loss", case(has="blurred-vision")),
    ("fever-after-malaria-or-tsetse", case(has="malaria-area")),
    ("fever-after-malaria-or-tsetse", case(has="fever")),
    ("fever-after-malaria-or-tsetse", case(has="malaria-area", denied=("fever",))),
    ("fever-under-3-months", case(has="fever", age="93d")),
    ("fever-under-3-months", case(has="fever;infant", age="8m")),
    ("fever-under-3-months", case(has="fever", age=None)),
    ("pneumocystis-child", case(has="pneumocystis-pneumonia", age="40")),
    ("severe-infection-low-ig-child", case(LOW, has="sepsis", age="40")),
    ("severe-infection-low-ig-child", case(NORMAL, has="sepsis", age="6")),
    ("severe-infection-low-igg", case(IGG["normal"], has="sepsis with low igg")),
    ("severe-infection-low-igg", case(IGG["low"], has="otitis")),
    ("neutropenia-fever", case(has="neutropenia", denied=("fever",))),
    ("paraprotein-emergency", case(has="m-protein-any;hypercalcaemia")),
    ("paraprotein-emergency", case(has="acute-kidney-failure")),
    ("cord-compression", case(has="bone-pain;peripheral-neuropathy")),
    ("cord-compression", case(has="back pain")),
    ("severe-haemolysis", case(has="haemolysis")),
    ("severe-haemolysis", case(has="breathlessness")),
    ("igm-gt-60", case(igm(60))),
    ("igm-gt-60", case(igm(70, comparator="<"))),
    ("igm-gt-60", case(result("IgM", 62, "mg/dL"))),
    ("nephrotic", case(IGG["normal"], has="oedema")),
    ("nephrotic", case(IGG["low"], denied=("oedema",))),
    ("newborn-igm-high", case(result("IgM", 30, "mg/dL"), age="3d")),
    ("newborn-igm-high", case(result("IgM", 31, "mg/dL"), age="2m")),
    ("murmur-fever", case(has="new-murmur")),
    ("igm-40-60", case(igm(39.9), has=BAND)),
    ("igm-40-60", case(igm(65), has=BAND)),
    ("igm-40-60", case(igm(60, comparator=">"))),
    ("igg-near-absent-infant", case(result("IgG", 1.0, "g/L"), age="4m")),
    ("igg-near-absent-infant", case(result("IgG", 0.9, "g/L"))),
    ("igg-near-absent-infant", case(result("IgG", 1.1, "g/L"), has="oral-thrush")),
    ("fever-very-low-igg", case(result("IgG", 3.0, "g/L"), has="fever")),
    ("fever-very-low-igg", case(result("IgG", 2.9, "g/L"), denied=("fever",))),
    ("fever-very-low-igg", case(result("IgG", 2.9, "g/L", interval=(2, 8)), has="fever", age="5m")),
    ("one-class-high-others-low", case(IGG["low"], IGA["low"], LOW)),
    ("one-class-high-others-low", case(igm(2.4), IGA["low"])),
    ("one-class-high-others-low", case(HIGH, IGA["low"], has="pregnant")),
    ("one-class-high-others-low", case(HIGH, IGA["low"], age="10")),
    ("one-class-high-others-low", case(HIGH, IGA["low"], has="child", age=None)),
    ("igm-40-60", case(igm(50), has="m-protein-absent")),
    ("m-protein-igm-30", case(igm(29.9), has=BAND)),
    ("igm-gt-15-5-mono", case(igm(15.5), has=BAND)),
    ("igm-gt-15-5-mono", case(igm(15.6))),
    ("monoclonal-band", case(NORMAL, has=BAND)),
    ("monoclonal-band", case(HIGH, denied=(BAND,))),
    ("paraprotein-organ-signs", case(has="anaemia")),
    ("paraprotein-organ-signs", case(has="m-protein-any", denied=("anaemia",))),
    ("paraprotein-amyloid", case(has="m-protein-igg;heart-failure")),
    ("igm-mono-haemolysis", case(has=f"{BAND};anaemia")),
    ("neuropathy-mono-igm", case(has="m-protein-igg;tremor")),
    ("igm-flare-rituximab", case(HIGH, has="rituximab-treatment")),
    ("igm-low-igg-low-iga", case(HIGH, IGG["low"], IGA["low"])),
    ("igm-low-igg-low-iga", case(HIGH, IGG["normal"], IGA["low"], has="recurrent-infection")),
    ("class-switch-small-child", case(HIGH, IGG["low"], has="recurrent-infection", age="5")),
    ("class-switch-small-child", case(LOW, IGG["low"], has="recurrent-infection", age="4")),
    ("low-igg-high-igm-adult", case(HIGH, IGG["low"], has="proteinuria")),
    ("low-igg-high-igm-adult", case(HIGH, IGG["low"], age="10")),
    ("low-igg-high-igm-adult", case(HIGH, IGG["low"], has="child", age=None)),
    ("igg-very-low", case(result("IgG", 2.0, "g/L"))),
    ("igg-very-low", case(result("IgG", 1, "g/L", comparator=">"))),
    ("igg-very-low", case(result("IgG", 1.9, "g/L"), age="4m")),
    ("igg-lt-3-infections", case(result("IgG", 2.9, "g/L"))),
    ("igg-lt-3-infections", case(result("IgG", 3.0, "g/L"), has="pneumonia")),
    ("igm-raised-alp", case(HIGH, has="alp-normal")),
    ("igm-raised-alp", case(HIGH, has="alp-high", age="10")),
    ("igm-splenomegaly-malaria-area", case(HIGH, has="malaria-area")),
    ("igm-injection-use", case(NORMAL, has="injected-drugs")),
    ("b-symptoms", case(NORMAL, has="night-sweats")),
    ("jaundice", case(denied=("jaundice",))),
    ("jaundice-emergency", case(has="jaundice", denied=("fever",))),
    ("iga-lt-007", case(NORMAL, IGG["normal"], result("IgA", 0.07, "g/L"))),
    ("iga-lt-007", case(NORMAL, IGG["normal"], result("IgA", 0.05, "g/L"), age="3")),
    ("iga-lt-007", case(NORMAL, IGG["low"], result("IgA", 0.05, "g/L"))),
    # What is said of no symptoms is not said beside symptoms, nor of a huge value.
    ("polyclonal-igm-no-band", case(HIGH, has="m-protein-absent;flc-ratio-normal;nosebleeds")),
    ("polyclonal-igm-no-band", case(igm(62), has="m-protein-absent;flc-ratio-normal")),
    ("polyclonal-igm-no-band", case(HIGH, has="m-protein-absent")),
    ("igm-mgus-low-risk", case(igm(15), has=f"{BAND};flc-ratio-normal")),
    ("igm-mgus-low-risk", case(igm(10, comparator=">"), has=f"{BAND};flc-ratio-normal")),
    ("igm-mgus-low-risk", case(igm(9), has=f"{BAND};flc-ratio-normal;night-sweats")),
)


@pytest.fixture(scope="module")
def needed(knowledge: Knowledge) -> dict[str, str]:
    """Return the least urgency of every red flag of the knowledge."""
    return {flag.id: flag.urgency for flag in knowledge.red_flags()}


def test_every_red_flag_is_tried(needed: dict[str, str]) -> None:
    """The table above has a trigger for each."""
    assert needed.keys() == TRIGGERS.keys()


@pytest.mark.parametrize(
    ("key", "one"),
    [(key, one) for key, cases in TRIGGERS.items() for one in cases],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_it_rings(knowledge: Knowledge, needed: dict[str, str], key: str, one: Case) -> None:
    """At its urgency, and it stands after none that is less urgent."""
    found = rings(knowledge, one)
    order = [URGENCIES.index(urgency) for urgency in found.values()]

    assert needed[key] == found.get(key), found
    assert sorted(order) == order


@pytest.mark.parametrize(
    ("key", "one"), NEAR_MISSES, ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_near_miss_does_not_ring(knowledge: Knowledge, key: str, one: Case) -> None:
    """Denied, not known, on the other side of a threshold, of another age."""
    assert key not in rings(knowledge, one)


def test_a_report_without_anything_to_fear_rings_nothing(knowledge: Knowledge) -> None:
    """Three normal classes, and many findings that are denied or not known."""
    every = [finding.id for finding in knowledge.all("finding", Finding)]
    for state in (False, None):
        findings = dict.fromkeys(every, state)
        page = interpreted(knowledge, NORMAL, IGG["normal"], IGA["normal"], findings=findings)

        assert {} == urgencies(page)


def test_the_emergency_comes_first_and_says_what_rang(knowledge: Knowledge) -> None:
    """62 g/L with blurred vision and nosebleeds; 25 g/L with the same."""
    for grams in (62, 25):
        findings = {"blurred vision": True, "nosebleeds": True}
        page = interpreted(knowledge, igm(grams), findings=findings)
        first = page["red_flags"][0]

        assert ("hyperviscosity-signs", "emergency") == (first["id"], first["urgency"])
        assert {"blurred vision", "nosebleeds", "IgM"} <= set(first["triggered_by"])
        assert first["statements"][0]["sources"]


def test_what_rang_names_no_result_that_is_not_there(knowledge: Knowledge) -> None:
    """Dizziness alone: the IgM is not known, and did not ring."""
    (flag,) = interpreted(knowledge, age="50", findings={"dizziness": True})["red_flags"]

    assert ["dizziness"] == flag["triggered_by"]


def test_the_low_point_of_infancy_is_no_comfort(knowledge: Knowledge) -> None:
    """It is told of an IgG just below the range of the age, not of one near nothing."""
    low = result("IgG", 1.6, "g/L", interval=(1.8, 8))
    nearly_none = result("IgG", 60, "mg/dL")
    far_below = result("IgG", 1.2, "g/L", interval=(4, 8))

    assert "infant-nadir" in pattern_ids(interpreted(knowledge, low, age="4m"))
    for one in (nearly_none, far_below):
        assert "infant-nadir" not in pattern_ids(interpreted(knowledge, one, age="4m"))


def test_a_pregnancy_that_is_told_counts(knowledge: Knowledge) -> None:
    """As a finding or as a coded condition; what the report says of the person goes before it."""
    for word in ("pregnant", "pregnancy", "Pregnancy"):
        found = interpreted(knowledge, IGG["low"], age="30", findings={word: True})

        assert found["patient"]["pregnant"] is True
    denied = interpreted(knowledge, IGG["low"], age="30", findings={"pregnant": False})

    assert denied["patient"]["pregnant"] is None
    condition = {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"text": "Pregnancy"},
    }
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": condition}]}

    assert interpret_one(bundle, knowledge, age="30")["patient"]["pregnant"] is True


def test_more_findings_never_silence_an_emergency(knowledge: Knowledge) -> None:
    """Every finding beside nosebleeds and a high IgM, a dozen at a time: it still rings."""
    others = [f.id for f in knowledge.all("finding", Finding) if not f.id.startswith("igm-")]
    for first in range(0, len(others), 12):
        has = ";".join(["nosebleeds", *others[first : first + 12]])

        assert "emergency" == rings(knowledge, case(HIGH, has=has))["hyperviscosity-signs"]
