"""`reply`: the assistant's answer to one message, or to each line of a file. Needs no shop and makes none."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from shopdesk import vocabulary
from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.domain.text import printable
from shopdesk.services.assistant.answering import Answer, answer
from shopdesk.services.desk import Desk
from shopdesk.words import _


def run_reply(context: Context) -> None:
    """`reply TEXT` answers scenario, confidence, found and replies; `--batch FILE` one such object a line.

    Where the shop is there, records are linked and its own replies are ranked.
    """
    options = context.options
    if (options.text is None) == (options.batch is None):
        raise UserError("reply.text_or_batch")
    with ExitStack() as stack:
        desk = stack.enter_context(context.desk()) if context.shop.exists() else None
        if options.batch is None:
            text = sys.stdin.read() if options.text == "-" else options.text
            told = answer(text, desk)
            context.answer(_plain(told), lambda _value: _shown(told))
            return
        for text in _messages(options.batch):
            _say(context, text, desk)


def _say(context: Context, text: str, desk: Desk | None) -> None:
    told = answer(text, desk)
    if context.json:
        sys.stdout.write(json.dumps(_plain(told), ensure_ascii=False) + "\n")
    else:
        first = told.replies[0].title if told.replies else ""
        scenario = vocabulary.word(vocabulary.SCENARIO, told.scenario, _)
        sys.stdout.write(
            grid(["", "", "", ""], [[scenario, f"{told.confidence:.0%}", first, text]]).lstrip("\n") + "\n"
        )
    sys.stdout.flush()


def _messages(source: str) -> Iterator[str]:
    """The lines of a file in UTF-8; one as a JSON string may hold several lines of a message."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except FileNotFoundError as error:
        raise UserError("file.missing", path=source) from error
    except OSError as error:
        raise UserError("file.unreadable", path=source) from error
    for line in data.decode("utf-8-sig", errors="replace").removesuffix("\n").split("\n"):
        text = line.removesuffix("\r")
        if text.startswith('"') and text.endswith('"') and len(text) > 1:
            try:
                text = printable(str(json.loads(text)))
            except ValueError:
                pass
        yield text


def _plain(told: Answer) -> dict[str, Any]:
    return {
        "scenario": told.scenario,
        "confidence": told.confidence,
        "found": [asdict(one) for one in told.found],
        "replies": [
            {"id": one.id, "title": one.title, "text": one.text, "score": one.score, "missing": list(one.missing)}
            for one in told.replies
        ],
    }


def _shown(told: Answer) -> str:
    scenario = vocabulary.word(vocabulary.SCENARIO, told.scenario, _)
    parts = [f"{scenario} · {told.confidence:.0%}"]
    if told.found:
        rows = [[vocabulary.word(vocabulary.FOUND, one.kind, _), one.text, one.record or ""] for one in told.found]
        parts.append(grid(["", "", ""], rows).lstrip("\n"))
    parts += [f"{one.id}  {one.title}  {one.score:.2f}\n{one.text}" for one in told.replies]
    return "\n\n".join(parts)
