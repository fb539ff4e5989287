"""Whether each event matches each pattern, as moto sees it. In: {patterns, events}; out: a list for each event."""

import json
import sys

from moto.events.models import EventPattern

asked = json.load(sys.stdin)
patterns = [EventPattern.load(pattern) for pattern in asked["patterns"]]
json.dump([[p.matches_event(event) for p in patterns] for event in asked["events"]], sys.stdout)
