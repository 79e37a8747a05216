"""`dragoman serve`: the record in the browser."""

from __future__ import annotations

import errno
import secrets
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import RecordOption
from dragoman.cli.output import console
from dragoman.errors import ServeError

__all__ = ["PORT", "serve", "show_in_browser"]

HOST, PORT = "127.0.0.1", 8765
HIGHEST_PORT = 65535
WAITING = 128  # connections that wait until the server takes them


def serve(
    *,
    record: RecordOption = Path("dragoman.db"),
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's own need a token.")
    ] = HOST,
    port: Annotated[
        int, typer.Option(min=0, max=HIGHEST_PORT, help="The port to listen on; 0 for any that is free.")
    ] = PORT,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    token: Annotated[
        str | None,
        typer.Option(help="What a visitor must bring; one is made if other machines can reach the address."),
    ] = None,
) -> None:
    """Show the record in the browser, until Ctrl-C.

    Nothing is fetched from elsewhere, and only this machine can look unless you choose another --host.
    """
    import dragoman

    with dragoman.open(record) as opened:
        opened.totals()  # tells what is wrong with the record before anything is served
    show_in_browser(record, host=host, port=port, token=token, open_browser=open_browser)


def show_in_browser(
    record: Path, *, host: str = HOST, port: int = PORT, token: str | None = None, open_browser: bool = False
) -> None:
    """Serve the record until Ctrl-C.

    Raises:
        ServeError: the address cannot be listened on.
    """
    import uvicorn

    from dragoman.web import is_loopback, make_app, reached_as

    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(16)
    with _listening(host, port) as listener:
        url = _url(host, listener.getsockname()[1], token)
        out = console()
        out.print(f"{record} is shown at  {url}", markup=False, soft_wrap=True)
        out.print("End with Ctrl-C.", style="dim")
        if open_browser:
            threading.Thread(target=_open, args=(url,), daemon=True).start()
        app = make_app(record, token=token, hosts=reached_as(host))
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        )
        with suppress(KeyboardInterrupt):  # uvicorn has ended in good order and tells us why
            server.run(sockets=[listener])
        out.print("Ended.", style="dim")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ServeError(
            f"There is no address {host!r}.", cure="Leave --host out, or name an address of this machine."
        ) from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING)
    except OSError as error:
        listener.close()
        raise _refused(error, host, port) from error
    return listener


def _refused(error: OSError, host: str, port: int) -> ServeError:
    match error.errno:
        case errno.EADDRINUSE:
            return ServeError(
                f"Port {port} of {host} is in use.",
                cure=f"End what uses it, or choose another: dragoman serve --port {port % HIGHEST_PORT + 1}",
            )
        case errno.EACCES:
            return ServeError(
                f"Port {port} may not be used.", cure="Choose one above 1023, or leave --port out."
            )
        case _:
            return ServeError(
                f"{host} cannot be listened on ({error.strerror}).",
                cure="Leave --host out, or name an address of this machine.",
            )


def _url(host: str, port: int, token: str | None) -> str:
    name = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _open(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
