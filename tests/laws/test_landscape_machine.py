"""Laws 3, 4 and 11, after any walk of the machine that others subclass.

3. Replay: all events at once give what the events gave one after the other.
4. Half-open: the eve of a step is as it was before the step.
11. Following each event in plain dictionaries gives what the record says.
"""

from __future__ import annotations

from datetime import date

from elzmodel.territory import Alter, Create, Merge, MoveParts, Register, Split
from elzmodel.testing.machine import LandscapeMachine
from elzmodel.values import eve
from elzmodel.zones import Assign, Zoning


class Plain:
    """Municipalities and zones in dictionaries, followed event by event."""

    def __init__(self):
        self.labels = {}
        self.holder = {}
        self.zone = {}

    def apply(self, event):
        """Let an event happen."""
        match event:
            case Create():
                self.begin(event, event.parts or (event.unit,))
            case Alter():
                nis, name = self.labels[event.unit]
                code = event.nis if isinstance(event.nis, str) else nis
                self.labels[event.unit] = (
                    code,
                    event.name if isinstance(event.name, str) else name,
                )
            case Merge():
                land = [part for part, unit in self.holder.items() if unit in event.units]
                for unit in event.units:
                    del self.labels[unit]
                self.begin(event, land)
            case Split():
                for piece in event.into:
                    self.begin(piece, piece.parts)
            case MoveParts():
                self.holder |= dict.fromkeys(event.parts, event.to)
            case Assign():
                self.zone |= dict.fromkeys(event.parts, event.zone)

    def begin(self, new, land):
        """Let a municipality begin on land."""
        self.labels[new.unit] = (new.nis, new.name)
        self.holder |= dict.fromkeys(land, new.unit)

    def looks(self):
        """Return all that can be said of the day."""
        zoned = {part: zone for part, zone in self.zone.items() if zone}
        return dict(self.labels), dict(self.holder), zoned


def looks(day):
    """Return the same of a day of the record."""
    labels = {m.unit: (m.nis, m.name) for m in day.municipalities}
    holders = {part: m.unit for part, m in day.layout.by_part.items()}
    return labels, holders, dict(day.zone_map.by_part)


class Walk(LandscapeMachine):
    """The record beside plain dictionaries."""

    def __init__(self):
        super().__init__()
        self.first = self.landscape
        self.plain = Plain()
        self.then = {}

    def apply(self, event):
        """Remember what the eve looked like."""
        if self.then:
            self.then.setdefault(eve(event.day), self.plain.looks())
        self.plain.apply(event)
        self.then[event.day] = self.plain.looks()

    def compare(self, day: date):
        """The record agrees with the dictionaries, and with itself all at once."""
        if day in self.then:
            assert self.then[day] == looks(self.on(day))
        if day == self.day:
            at_once = self.first.with_events(self.history)
            assert at_once.on(day).decisions == self.on(day).decisions
            assert at_once.register == self.landscape.register
            assert at_once.zoning == self.landscape.zoning
            # What went on from the day before is the whole fold.
            register, zoning = self.landscape.register, self.landscape.zoning
            assert Register(register.events)._history == register._history
            assert Zoning(zoning.events)._history == zoning._history


TestWalk = Walk.TestCase
