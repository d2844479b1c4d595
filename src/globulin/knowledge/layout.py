"""Which files the knowledge consists of; light, since every start asks whether they changed."""

from pathlib import Path

# Which files hold which kind: CSV files are rows, TOML files are tables under a key
# (an empty key: the whole file is one record).
CSV_FILES = {
    "source": ("sources.csv", "own_readings.csv"),
    "fact": ("facts/*.csv",),
    "interval": ("intervals/*.csv",),
    "curve": ("curves/*.csv",),
    "factor": ("units.csv",),
    "spelling": ("unit_spellings.csv",),
    "finding": ("findings.csv",),
    "finding_words": ("finding_words/*.csv",),
    "branch": ("branches.csv",),
    "group": ("groups.csv",),
    "link": ("links.csv",),
    "prior": ("priors.csv",),
    "rate": ("differential/rates.csv",),
    "setting_weight": ("differential/setting_weights.csv",),
    "density": ("differential/densities.csv",),
    "density_input": ("differential/density_inputs.csv",),
    "shape": ("differential/shapes.csv",),
    "correlation": ("differential/correlations.csv",),
    "condition_shape": ("differential/condition_shapes.csv",),
    "background": ("background.csv",),
    "phenotype": ("phenotypes.csv",),
    "population": ("populations.csv",),
    "topic": ("topics.csv",),
    "mirror_host": ("mirror_hosts.csv",),
    "urgency_floor": ("urgency_floors.csv",),
    "loinc": ("loinc.csv",),
    "setting": ("settings.csv",),
    "test_name": ("test_names.csv",),
    "change": ("changes.csv",),
}
TOML_FILES = {
    "analyte": ("analytes/*.toml", ""),
    "condition": ("conditions/*.toml", ""),
    "text": ("texts/*.toml", "text"),
    "claim": ("claims/*.toml", "claim"),
    "red_flag": ("red_flags.toml", "red_flag"),
    "redirect_topic": ("redirect_topics.toml", "redirect_topic"),
    "test": ("tests.toml", "test"),
    "term": ("glossary.toml", "term"),
    "pattern": ("patterns.toml", "pattern"),
    "plan": ("plans.toml", "plan"),
    "section": ("plans.toml", "section"),
    "site_page": ("site/*.toml", ""),
}
TABLE_FILES = (
    "differential.toml",
    "language.toml",
    "scope.toml",
    "interface.toml",
    "reports.toml",
    "signs.toml",
    "site.toml",
    "told_values.toml",
    "writing.toml",
)


def knowledge_files(directory: Path) -> list[Path]:
    """Return every file that is part of the knowledge, in a fixed order."""
    patterns = [p for group in CSV_FILES.values() for p in group]
    patterns += [pattern for pattern, _ in TOML_FILES.values()]
    patterns += TABLE_FILES
    return sorted({path for pattern in patterns for path in directory.glob(pattern)})
