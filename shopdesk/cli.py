"""The console script `shopdesk`: parses the command line and runs one command, or opens the window.

Exit: 0 done, 1 nothing changed (an error with a stable code), 2 usage, 130 interrupted.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from shopdesk import __version__, paths, words
from shopdesk.domain.errors import Cancelled, UserError, in_other_words
from shopdesk.domain.text import printable

# Command → module and function, imported when the command is run: starting must stay quick.
_COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("shopdesk.commands.demo", "run_demo"),
    "import": ("shopdesk.commands.imports", "run_import"),
    "list": ("shopdesk.commands.lists", "run_list"),
    "show": ("shopdesk.commands.lists", "run_show"),
    "search": ("shopdesk.commands.lists", "run_search"),
    "slips": ("shopdesk.commands.slips", "run_slips"),
    "export": ("shopdesk.commands.export", "run_export"),
    "report": ("shopdesk.commands.report", "run_report"),
    "undo": ("shopdesk.commands.history", "run_undo"),
    "redo": ("shopdesk.commands.history", "run_redo"),
    "backup": ("shopdesk.commands.safety", "run_backup"),
    "restore": ("shopdesk.commands.safety", "run_restore"),
    "check": ("shopdesk.commands.safety", "run_check"),
    "address": ("shopdesk.commands.address", "run_address"),
    "reply": ("shopdesk.commands.reply", "run_reply"),
    "deadline": ("shopdesk.commands.deadline", "run_deadline"),
    "actions": ("shopdesk.commands.actions", "run_actions"),
    "do": ("shopdesk.commands.actions", "run_do"),
}

_PATHS = frozenset(("shop", "files", "out", "map", "json_in", "dir", "file", "archive", "batch"))


def _global_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--shop", metavar="FILE", default=argparse.SUPPRESS, help="the shop's file")
    add("--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON object")
    add("--lang", metavar="en|zh", choices=("en", "zh", "zh_CN"), default=argparse.SUPPRESS, help="language of words")
    add("--as", metavar="STAFF", dest="staff", default=argparse.SUPPRESS, help="who works")
    add("--now", metavar="ISO", default=argparse.SUPPRESS, help="fixes the clock")


def parser() -> argparse.ArgumentParser:
    """The whole grammar. Global options stand before or after the command."""
    top = argparse.ArgumentParser(prog="shopdesk", description="ShopDesk: without a command, the window opens.")
    top.add_argument("--version", action="version", version=f"ShopDesk {__version__}")
    _global_options(top)
    top.add_argument("--new-window", action="store_true", help="another window, also where the shop is open in one")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str) -> Callable[..., argparse.Action]:
        sub = commands.add_parser(name, help=text, description=text)
        _global_options(sub)
        return sub.add_argument

    add = command("demo", "make a believable demo shop")
    add("--orders", type=_positive, default=120, metavar="N")
    add("--seed", type=int, default=1, metavar="S")
    add = command("import", "import platforms' export files")
    add("files", nargs="+", metavar="FILE")
    for name in ("--platform", "--account", "--timezone", "--currency"):
        add(name)
    add("--map", metavar="FILE", help="a mapping of columns, as JSON")
    add("--dry-run", action="store_true")
    add("--strict", action="store_true", help="one refused row refuses all")
    add = command("list", "list records")
    add("kind", metavar="KIND")
    add("--where", action="append", metavar="F=V")
    add("--sort", metavar="-F")
    add("--limit", type=_count, metavar="N")
    add("--offset", type=_count, metavar="N")
    add = command("show", "show one record with its history")
    add("kind", metavar="KIND")
    add("number", metavar="NUMBER")
    add = command("search", "search everything")
    add("text", metavar="TEXT")
    add("--limit", type=_count, metavar="N")
    add = command("slips", "print packing slips to a PDF")
    add("out", metavar="OUT.pdf")
    add("--order", action="append", metavar="NO")
    add("--paper", choices=("a4", "a5", "100x150", "100x180"))
    add("--preview", action="store_true")
    add("--prices", action="store_true")
    add = command("export", "export a month as an Excel workbook")
    add("month", metavar="MONTH")
    add("out", metavar="OUT.xlsx")
    add("--force", action="store_true")
    add = command("report", "the figures of the Reports page")
    add("name", metavar="NAME")
    add("--from", dest="first", metavar="D", help="the first day; the first of the month without it")
    add("--to", metavar="D", help="the last day; today without it")
    add = command("undo", "take back the last action")
    add("--list", action="store_true", help="what can be taken back, the newest first")
    command("redo", "do what was undone again")
    add = command("backup", "make a checked copy of the shop")
    add("dir", nargs="?", metavar="DIR", help="where to; without it beside the shop and to the places of the settings")
    add("--archive", metavar="FILE", help="instead, one file with shop and attachments, to move to another computer")
    add = command("restore", "put a backup, or an archive, in the shop's place; the present file is kept")
    add("file", metavar="FILE")
    add = command("check", "check the shop's data")
    add("--repair", action="store_true", help="put right what can be derived")
    add("--rescue", action="store_true", help="make a new shop of what a damaged file still holds; that file is kept")
    add = command("address", "take a pasted name, phone and address apart")
    add("text", metavar="TEXT", help="the pasted text, or - for stdin")
    add = command("reply", "what a customer wants, what they name, and the replies that fit")
    add("text", nargs="?", metavar="TEXT", help="what the customer wrote, or - for stdin")
    add("--batch", metavar="FILE", help="a message a line, or - for stdin; answers one JSON object a line")
    add = command("deadline", "until when a case has to be answered and solved, in working time")
    add("file", metavar="FILE", help="calendar, policy and events as JSON")
    command("actions", "every action with its fields")
    add = command("do", "run one action")
    add("action", metavar="ACTION")
    add("--json-in", metavar="FILE|-")
    return top


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("0 or more")
    return value


def _printable(options: argparse.Namespace) -> None:
    """Words with bytes that are no UTF-8 (they come in as lone surrogates) get a � there; paths stay as they are."""
    for name, value in vars(options).items():
        if name in _PATHS or value is None:
            continue
        if isinstance(value, str):
            setattr(options, name, printable(value))
        elif isinstance(value, list):
            setattr(options, name, [printable(item) for item in value])


def _join_sort(arguments: Sequence[str]) -> list[str]:
    """`--sort -number` → `--sort=-number`: argparse would take the field for an option."""
    out: list[str] = []
    for argument in arguments:
        if out and out[-1] == "--sort":
            out[-1] = f"--sort={argument}"
        else:
            out.append(argument)
    return out


def _speak_utf8() -> None:
    """UTF-8 whatever this computer's own encoding is. A file name that is none comes out escaped, as JSON allows."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8-sig" if stream is sys.stdin else "utf-8", errors=errors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(_join_sort(given))
    for name in ("shop", "json", "lang", "staff", "now"):
        if not hasattr(options, name):
            setattr(options, name, None)
    _printable(options)
    words.use(options.lang or os.environ.get("SHOPDESK_LANG"))
    shop = Path(options.shop) if options.shop else paths.default_shop()
    now = options.now or os.environ.get("SHOPDESK_NOW")
    if options.command is None:
        if not _has_display():
            _refuse(UserError("window.no_display"), bool(options.json))
            return 1
        from shopdesk.app import run_window

        return run_window(shop, staff=options.staff, now=now, language=options.lang, new=options.new_window)
    return _run(options, shop, now)


def _has_display() -> bool:
    """Whether Qt will find a screen; on Linux without one it ends the program with an abort."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def _run(options: argparse.Namespace, shop: Path, now: str | None) -> int:
    module, function = _COMMANDS[options.command]
    try:
        from shopdesk.commands.context import Context

        getattr(import_module(module), function)(Context(options, shop, now))
    except UserError as error:
        _refuse(error, bool(options.json))
        return 1
    except (KeyboardInterrupt, Cancelled):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        known = in_other_words(error)
        if known is not None:
            _refuse(known, bool(options.json))
            return 1
        import logging

        from shopdesk import logs

        logs.start()
        logging.getLogger("shopdesk").error("a command failed", exc_info=error)
        _refuse(UserError("program.error", why=f"{type(error).__name__}: {error}"), bool(options.json))
        return 1
    return 0


def _refuse(error: UserError, as_json: bool) -> None:
    from shopdesk.sentences import sentence

    text = sentence(error.code, error.where)
    if error.code.startswith("form.") and "field" in error.where:
        text = f"{error.where['field']}: {text}"  # in the window such a sentence stands beside its field
    if as_json:
        answer = {"error": {"code": error.code, "text": text, "where": error.where}}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stderr.write(f"{error.code}: {text}\n")


if __name__ == "__main__":
    sys.exit(main())
