"""Tells the figures of the calibration in words and tables."""

from collections.abc import Iterator, Sequence

from tools.calibration_plot import draw
from tools.calibration_scores import BINS, CALLED_AWAY, CALLED_AWAY_HIGH, LEAST, Calibrated

MOST_ERROR = 0.02
LEAST_HELD, MOST_HELD = 0.87, 0.93
OWN_PICTURE, WRONG_PICTURE = "calibration-own.svg", "calibration-worlds.svg"
HEAD = """\
# Calibration: how far the probabilities can be trusted

This page and its pictures are written by `python -m tools.calibration` (`make docs`).

**The people on this page are simulated. Nothing here was validated on patients.**
What it can show: whether the arithmetic does what it promises where its numbers are right, and how far it goes astray where they are wrong in a known way.
What it cannot show: whether the numbers are right.
A model may pass every test below and still mislead about real people.

## How it was done

A person is given an age, a sex and a setting that fits the age, then a cause by the prior, then values and findings by the cause.
The model sees what a report would show: {told}.
Its probabilities are then compared with the cause, and its 90 % intervals with the posterior of somebody who knows the true numbers of that world and every setting.

- **Calibration error**: probabilities are put into {bins} classes of equal width; in each, what was said on average is compared with how often it came true; the mean distance, weighted by how many lie in each class.
  *Of the leader*: only the likeliest cause of each person.
  *From {least}*: only probabilities of {least} and more. Nearly all of the probabilities are close to zero, and make the figure over all of them look better than it is.
- **Held**: how often a 90 % interval held the true posterior, among causes, and among branches, that were given {least} or more.
- **Called away**: a person has a cause that must not be missed, and it is given less than {away} with an interval that ends below {high}.
"""
TOLD = (
    "the three classes, or IgM alone, or only whether IgM is low, normal or high; "
    "between 5 and 15 findings asked at random out of all that are linked to a cause; "
    "the setting in three people of four"
)
MEANING = """\
## What it means

- Where the world is as the model takes it to be, a probability means what it says: of all causes that are given 30 %, about 30 in 100 are there.
- An interval tells how far the answer would move if the numbers behind it were drawn anew within their own widths. It does not tell what happens when the model is built wrong, and the table above shows how quickly it then fails to hold the truth.
- A called-away cause is most often one that the questions did not touch: findings were asked at random, where a clinician asks the one that decides. The column *also by who knows* shows how much of it no arithmetic could have avoided.
- The findings of a group are bounded by a rule, not by a measured dependence. The rule is a likelihood only up to a factor; the people of the model's own world were drawn from the rule made to sum to one, so a small part of the error in the first row is that factor.
- Figures that hold only inside a gate (such as "among those with one clone") are drawn for the causes that they were measured in; the model weighs them inside the gate only, which is more careful than the simulated truth.

## What it does not mean

- That a probability holds for a patient. Simulated people have one cause, complete answers without error, and a cause that is on the list.
- That one laboratory or clinic has the mix of causes that is assumed. The rows with commoner and rarer causes show what a wrong mix does.
- That the ranking may replace a judgment. Red flags stand outside all of this and are never weighed against a probability.
"""


def page(found: Sequence[Calibrated]) -> str:
    """Return the page; the first world is the model's own, the second its numbers drawn anew."""
    head = HEAD.format(
        told=TOLD,
        bins=BINS,
        least=_percent(LEAST),
        away=_percent(CALLED_AWAY),
        high=_percent(CALLED_AWAY_HIGH),
    )
    own, drawn = found[:2]
    parts = [head.rstrip("\n"), "\n## Does the model agree with itself?\n", *_own(own, drawn)]
    parts += ["\n## Where the model is wrong\n", *_wrong(found)]
    parts += ["\n## Ranked or not\n", *_ranked(found)]
    return "\n".join([*parts, "", MEANING.rstrip("\n")]) + "\n"


def pictures(found: Sequence[Calibrated]) -> dict[str, str]:
    """Return each picture by the name of its file."""
    own, wrong = found[0], found[2:]
    told = (
        "Each point is a class of probabilities: to the right what was said, upwards how often it "
        "came true; on the dashed line both are the same. Larger points hold more probabilities; "
        "the lines through them are 95 % intervals of chance."
    )
    return {
        OWN_PICTURE: draw(
            "Reliability in the model's own world",
            told,
            (
                ("Every cause", own.scores.cause_bins),
                ("The likeliest cause", own.scores.leader_bins),
            ),
        ),
        WRONG_PICTURE: draw(
            "Reliability of the likeliest cause where the model is wrong",
            told,
            [(one.short, one.scores.leader_bins) for one in wrong],
        ),
    }


def _own(own: Calibrated, drawn: Calibrated) -> Iterator[str]:
    scores, held = own.scores, drawn.held
    yield f"![Reliability in the model's own world](../pictures/{OWN_PICTURE})\n"
    yield "| | measured | aim | |"
    yield "| --- | ---: | --- | --- |"
    errors = {
        "calibration error, every cause": scores.error,
        f"calibration error, causes from {_percent(LEAST)}": scores.least_error,
        "calibration error, the leader": scores.leader_error,
        "calibration error, branches": scores.branch_error,
    }
    for name, error in errors.items():
        met = _met(is_met=error <= MOST_ERROR)
        yield f"| {name} | {error:.4f} | at most {MOST_ERROR:g} | {met} |"
    aim = f"{_percent(LEAST_HELD)} to {_percent(MOST_HELD)}"
    for name, share in (("causes", held.causes), ("branches", held.branches)):
        met = _met(is_met=LEAST_HELD <= share <= MOST_HELD)
        yield f"| 90 % intervals of {name} held | {100 * share:.1f} % | {aim} | {met} |"
    yield (
        f"\nThe errors are those of {scores.people:,} people of a world whose numbers are the "
        f"model's best guess.\nThe intervals are those of {held.people:,} people, each of a world "
        f"whose numbers were drawn anew within their widths: {held.causes_count:,} causes and "
        f"{held.branches_count:,} branches were counted."
    )


def _met(*, is_met: bool) -> str:
    return "met" if is_met else "missed"


def _wrong(found: Sequence[Calibrated]) -> Iterator[str]:
    yield f"![Reliability where the model is wrong](../pictures/{WRONG_PICTURE})\n"
    yield (
        "In brackets: what somebody reaches who knows the numbers of that world. "
        "Lower is better for errors and scores.\n"
    )
    yield (
        "| world | error, every cause | error, leader | leader right | Brier score | "
        "logarithmic score | causes held | branches held |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in found:
        scores, held = one.scores, one.held
        yield (
            f"| {one.name} | {scores.error:.4f} | {scores.leader_error:.3f} | "
            f"{_percent(scores.leader_right)} ({_percent(scores.best_leader_right)}) | "
            f"{scores.brier:.3f} ({scores.best_brier:.3f}) | "
            f"{scores.log_score:.3f} ({scores.best_log_score:.3f}) | "
            f"{_percent(held.causes)} | {_percent(held.branches)} |"
        )
    yield (
        "\nIn the first row the model's best guess is the truth, which its intervals hold by "
        "construction; only where no setting was told can they miss it.\n"
    )
    yield "| world | have a cause that must not be missed | called away | also by who knows |"
    yield "| --- | ---: | ---: | ---: |"
    for one in found:
        if one.called_away is not None:
            away = one.called_away
            yield (
                f"| {one.name} | {away.people:,} | {_percent(away.called_away / away.people)} | "
                f"{_percent(away.best / away.people)} |"
            )
    yield (
        f"\n*Also by who knows*: their cause is given less than {_percent(CALLED_AWAY)} by the "
        "world's own numbers, too."
    )


def _ranked(found: Sequence[Calibrated]) -> Iterator[str]:
    yield (
        "Causes are called ranked where the same one leads in enough draws of the numbers "
        "(`globulin knowledge show differential-least-lead`); otherwise the page says that it "
        "cannot rank.\n"
    )
    yield "| world | people | ranked | leader right, ranked | leader right, not ranked |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in found:
        held = one.held
        yield (
            f"| {one.name} | {held.people:,} | {_percent(held.ranked)} | "
            f"{_percent(held.ranked_right)} | {_percent(held.other_right)} |"
        )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
