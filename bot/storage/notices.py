"""Notices that rows wait: PostgreSQL's NOTIFY, beside SQLite a datagram to whoever listens on this machine.

A notice may get lost, so who listens also looks by itself now and then; nothing but speed hangs on it.
"""

from __future__ import annotations

import hashlib
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.db import connection, transaction

_ANYTHING = b"."


def notify(name: str) -> None:
    """Wake who listens to this name, when the transaction is committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {name}")
    else:
        transaction.on_commit(partial(_knock, _address(name)))


def listening_socket(name: str) -> socket.socket:
    """A socket that receives something for every notice to this name beside SQLite; does not block.

    Raises:
        OSError: Another process listens already, or the system has no abstract addresses (only Linux does).
    """
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        listening.settimeout(0)
        listening.bind(_address(name))
    except OSError:
        listening.close()
        raise
    return listening


def _knock(address: bytes) -> None:
    # Nobody there, or so many notices there that one more says nothing new.
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as knocking:
        knocking.settimeout(0)
        knocking.sendto(_ANYTHING, address)


def _address(name: str) -> bytes:
    """Of this name beside this database. Abstract, see unix(7): no file that a killed process leaves behind."""
    database = Path(str(connection.settings_dict["NAME"])).absolute()
    return b"\0" + f"{name}-{hashlib.sha256(bytes(database)).hexdigest()[:24]}".encode()
