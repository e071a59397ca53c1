"""The small world of the landscape, for dossiers too."""

from tests.landscape.conftest import wood

__all__ = ["wood"]
