"""The Flemish first-line zones and municipalities, through time.

Start with `flanders`, look at a day with `Landscape.on`, and compare two days
with `compare`. Rooms such as `elz.networks` are namespaces. A name is loaded when
it is first used, so that importing the package costs next to nothing; which
names there are, and where each is at home, stands in ``__init__.pyi``.
"""

from elzmodel._doors import late_door

__all__, __getattr__, __dir__ = late_door(__name__, __file__)
