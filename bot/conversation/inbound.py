"""What a person sent, in no channel's own form."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from knowledge.geography import Point

_DEGREES_DIGITS = 2


class Kind(str, Enum):
    """What it is. Everything but TEXT and PRESS is "not text" and answered kindly."""

    TEXT = "text"
    PRESS = "press"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of a person.

    Attributes:
        text: What was typed, numbers of documents already masked; empty where nothing was typed.
        button: Id of the button that was tapped; empty unless it is a press.
        is_edit: The person changed a question they had sent before.
        is_masked: A number of a document was taken out of the text.
        latitude: Degrees, rounded to about a kilometre; None unless a place was sent.
        longitude: As latitude.
        callback: What a channel needs to say that it saw the tap; empty where it needs nothing.
    """

    kind: Kind
    text: str = ""
    button: str = ""
    is_edit: bool = False
    is_masked: bool = False
    latitude: float | None = None
    longitude: float | None = None
    callback: str = ""

    @property
    def point(self) -> Point | None:
        """The place that was sent; None where none was."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


def sent_place(latitude: float, longitude: float) -> Inbound:
    """A place somebody sent, rounded to about a kilometre before anything else knows of it.

    Raises:
        ValueError: It is nowhere on earth.
    """
    point = Point(round(latitude, _DEGREES_DIGITS), round(longitude, _DEGREES_DIGITS))
    return Inbound(Kind.LOCATION, latitude=point.latitude, longitude=point.longitude)


def inbound_to_wire(inbound: Inbound) -> dict[str, Any]:
    """The message as JSON-able values; `inbound_from_wire` is its inverse."""
    return {**asdict(inbound), "kind": inbound.kind.value}


def inbound_from_wire(wire: dict[str, Any]) -> Inbound:
    """Read what `inbound_to_wire` wrote.

    Raises:
        KeyError: There is no kind.
        ValueError: The kind is not known.
        TypeError: A field is not known.
    """
    return Inbound(**{**wire, "kind": Kind(wire["kind"])})
