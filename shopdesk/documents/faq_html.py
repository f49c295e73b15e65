"""Questions and answers as one page to publish: whole, self-contained, everything escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.documents.markup import escaped, escaped_lines

_LONGEST = 20_000
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "h2{margin-top:2.5rem;border-bottom:1px solid #ddd}details{margin:.6rem 0}summary{cursor:pointer;font-weight:600}"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question under a heading, and its answer."""

    heading: str
    title: str
    text: str


def faq_html(name: str, questions: Sequence[Question], language: str) -> str:
    """The page; headings come in the order in which they first appear."""
    parts = []
    for heading in dict.fromkeys(question.heading for question in questions):
        parts.append(f"<h2>{escaped(heading)}</h2>" if heading else "")
        for one in questions:
            if one.heading == heading:
                answer = escaped_lines(one.text, _LONGEST)
                parts.append(f"<details open><summary>{escaped(one.title)}</summary><p>{answer}</p></details>")
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f"<title>{escaped(name)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escaped(name)}</h1>\n" + "\n".join(filter(None, parts)) + "\n</body></html>\n"
    )
