"""Archives of 7z as others make them, and as an attacker would."""

from __future__ import annotations

import io
from typing import Any

import py7zr


def sevenzip(
    files: dict[str, bytes],
    names: dict[str, str] | None = None,
    filters: list[dict[str, Any]] | None = None,
    properties: bytes = b"",
) -> bytes:
    """Pack files; then forge their names or the method's properties, if asked to."""
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", filters=filters) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
        for info in archive.header.files_info.files:
            info["filename"] = (names or {}).get(info["filename"], info["filename"])
        coder = archive.header.main_streams.unpackinfo.folders[0].coders[0]
        coder["properties"] = properties or coder.get("properties")
    return target.getvalue()
