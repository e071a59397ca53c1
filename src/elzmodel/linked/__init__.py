"""Linked data: values as JSON-LD and Turtle, in the words of W3C and OSLO, and back."""

from __future__ import annotations

from elzmodel.linked import documents, graphs, portal, record, vocabulary
from elzmodel.linked.codes import CODES
from elzmodel.linked.documents import *
from elzmodel.linked.graphs import *
from elzmodel.linked.portal import *
from elzmodel.linked.record import *
from elzmodel.linked.vocabulary import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += documents.__all__
__all__ += graphs.__all__
__all__ += portal.__all__
__all__ += record.__all__
__all__ += vocabulary.__all__

keep_door(__name__)
