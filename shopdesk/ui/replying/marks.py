"""What nobody knew stands marked in a reply: the marks in words, and where they are."""

from shopdesk.domain.replies import FIELDS, fill, open_places
from shopdesk.ui.display import list_of
from shopdesk.vocabulary import REPLY_FIELD, word
from shopdesk.words import _


def field_word(field: str) -> str:
    """What a field of a reply is called."""
    return word(REPLY_FIELD, field, _)


def in_words(text: str) -> str:
    """The same text with its marks in words: ⟨tracking⟩ becomes ⟨Tracking number⟩."""
    for start, end, name in reversed(open_places(text)):
        if text[start] == "⟨" and name in FIELDS:
            text = f"{text[:start]}⟨{field_word(name)}⟩{text[end:]}"
    return text


def shown_fields(text: str) -> str:
    """A reply as it was entered, with its fields as marks: {buyer} becomes ⟨buyer⟩."""
    return fill(text, {}).text


def open_marks(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of the marks and known fields in braces that still stand in a text.

    Braces and angle brackets around anything else are somebody's own.
    """
    words = {field_word(name): field_word(name) for name in FIELDS} | {name: field_word(name) for name in FIELDS}
    return [(start, end, words[name]) for start, end, name in open_places(text) if name in words]


def open_words(text: str) -> str:
    """What is still to be filled in, as a list in words; "" when nothing is."""
    return list_of(list(dict.fromkeys(name for _start, _end, name in open_marks(text))))
