"""How the probe gets into a kernel, and how it is asked."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from autograder.sandbox.limits import Limits
from autograder.sources import INSIDE, texts

MIME = "application/vnd.autograder.answer"
_LOAD = """
def _load(loader, texts):
    import types
    module = types.ModuleType("_")
    exec(texts[loader], module.__dict__)
    module.load(texts)
"""
_INSTALL = """
def _install(mime, answer_bytes):
    import base64, pathlib, sys
    inside = sys.modules["autograder.inside"]
    bounds = inside.wire.Bounds(message_bytes=answer_bytes)
    probe = inside.probe.Probe(get_ipython().user_ns, bounds)
    class Answer:
        def __init__(self, text):
            self.text = text
        def _repr_mimebundle_(self, include=None, exclude=None):
            return {mime: self.text}
    def write(name, piece):
        path = pathlib.Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(base64.b64decode(piece))
    inside.ask = lambda text: Answer(probe.handle(text))
    inside.write = write
    inside.streams.send_in_pieces()
    sys.path[:] = [entry for entry in sys.path if entry] + [""]
    get_ipython().unobserve_all("exit_now")
"""
_PIECE_BYTES = 2 * 2**20


def loading(*modules: str) -> str:
    """Return the code that loads modules below `autograder.inside`, which are not installed there."""
    loader = f"{INSIDE}.loader"
    needed = {name: text for module in (loader, *modules) for name, text in texts(module).items()}
    return f"{_LOAD}\n_load({loader!r}, {needed!r})\ndel _load\n"


def installation(limits: Limits) -> str:
    """Return the code that installs the probe in a kernel and leaves no name behind.

    The working directory comes last where modules are looked for, so that a file there cannot stand in for a library;
    and IPython's ``exit`` does nothing, because it would end the kernel under the cells that follow.

    Args:
        limits: Bounds of an answer.
    """
    ours = loading(f"{INSIDE}.probe", f"{INSIDE}.streams")
    return f"{ours}\n{_INSTALL}\n_install({MIME!r}, {limits.answer_bytes})\ndel _install\n"


def writing(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield expressions that write files, by relative path, one after the other and none of them long."""
    for name, content in files.items():
        for start in range(0, max(1, len(content)), _PIECE_BYTES):
            piece = base64.b64encode(content[start : start + _PIECE_BYTES]).decode()
            yield f'__import__("sys").modules["autograder.inside"].write({name!r}, {piece!r})'


def request_expression(request: str) -> str:
    """Return the expression that puts a request to the probe."""
    return f'__import__("sys").modules["autograder.inside"].ask({request!r})'
