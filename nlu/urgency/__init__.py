"""Danger, noticed before anything else is looked at, and without Rasa."""

from nlu.urgency.detector import UrgencyDetector as UrgencyDetector
from nlu.urgency.model import UrgencyModel as UrgencyModel
