"""Residence statuses: the one thing about a person that changes an answer."""

from __future__ import annotations

from enum import Enum


class ResidenceStatus(str, Enum):
    """How a person stays in Czechia, as coarse as answers need it."""

    THIRD_COUNTRY_LONG_TERM = "third_country_long_term"
    """A visa over 90 days or long-term residence: work, study, family, business."""
    THIRD_COUNTRY_PERMANENT = "third_country_permanent"
    """Permanent residence."""
    EU_CITIZEN = "eu_citizen"
    """EU, EEA or Swiss citizen, or a family member of one."""
    TEMPORARY_PROTECTION = "temporary_protection"
    """Fled Ukraine; a D/DO/667, 668 or 669 sticker."""
    INTERNATIONAL_PROTECTION = "international_protection"
    """Asylum or subsidiary protection was granted."""
    ASYLUM_APPLICANT = "asylum_applicant"
    """Asked for asylum, not decided yet."""
    UNDOCUMENTED = "undocumented"
    """No valid permit at present."""
