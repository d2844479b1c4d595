"""A page as one self-contained HTML document: no script, no request to anywhere."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from globulin.model import Figure, Page
from globulin.render.figures import draw_figure
from globulin.render.linked_words import LinkedWords
from globulin.render.outline import advice_lists, flag_boxes, source_line, source_link
from globulin.render.source_list import show_sources
from globulin.render.statements import show_items, show_marks, show_sentences

TEMPLATES = Path(__file__).with_name("templates")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return make_environment()


def make_environment() -> Environment:
    """Return the engine that fills the templates, with all that they call."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["source_link"] = source_link
    environment.globals["source_line"] = source_line
    environment.globals["advice_lists"] = advice_lists
    environment.globals["flag_boxes"] = flag_boxes
    environment.globals["link_words"] = LinkedWords
    environment.globals["show_items"] = show_items
    environment.globals["show_marks"] = show_marks
    environment.globals["show_sentences"] = show_sentences
    environment.globals["show_sources"] = show_sources
    environment.globals["figure_svg"] = _figure_svg
    return environment


def _figure_svg(figure: Figure) -> Markup:
    # The drawing escapes its own texts: it is made by the XML writer.
    return Markup(draw_figure(figure))  # noqa: S704


def render_html(page: Page) -> str:
    """Return the page as an HTML document; every text in it is escaped."""
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    template = _environment().get_template("page.html.j2")
    # The style is a file of ours: it holds no text of a page.
    return template.render(page=page, words=page.words, style=Markup(style)) + "\n"  # noqa: S704
