"""Names the staff pages for Django."""

from __future__ import annotations

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The staff pages."""

    name = "desk.staff"
    label = "desk_staff"
    verbose_name = "Průvodce"
