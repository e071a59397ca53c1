"""What a type checker infers about the names of the front door."""

from typing import assert_type

import elzmodel as elz

assert_type(elz.flanders(), elz.Landscape)
assert_type(elz.flanders().on("2025-01-01"), elz.Snapshot)
