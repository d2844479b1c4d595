"""Questions that this is not the place for: what each kind is called, and what else helps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectTopic:
    """A kind of question that belongs elsewhere, finer than the redirect that its route tells.

    Its sentences stand at the place `redirect.<id>`. `read_as` is for a topic that the words of
    its redirect do not fit. `related` are slugs of questions with a page that help whoever asks;
    without them the nearest questions are searched for. `heading` stands over the sentences of
    the place that are in other languages than English, where there are any.
    """

    id: str
    redirect: str
    title: str
    read_as: str | None = None
    related: tuple[str, ...] = ()
    heading: str | None = None
