"""Fixtures that write a hand-made export and read it."""

from pathlib import Path

import pytest

from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import SHOPIFY_HEADER, TAOBAO_HEADER, Read, Write, csv_text


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of text or bytes and gives its path."""

    def write(content: str | bytes, name: str = "export.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(path)

    return write


@pytest.fixture
def shopify(write: Write) -> Read:
    """Reads Shopify rows through a file; each row is a dict over one of an ordinary paid order's."""

    def read(*rows: dict[str, str], **options: object) -> ImportedFile:
        return read_files([write(csv_text(SHOPIFY_HEADER, rows))], **options)[0]  # type: ignore[arg-type]

    return read


@pytest.fixture
def taobao(write: Write) -> Read:
    """Reads rows of Taobao's order list through a file."""

    def read(*rows: dict[str, str], **options: object) -> ImportedFile:
        return read_files([write(csv_text(TAOBAO_HEADER, rows), encoding="gb18030")], **options)[0]  # type: ignore[arg-type]

    return read
