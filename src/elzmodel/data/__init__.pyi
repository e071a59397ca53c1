# What `elzmodel.data` offers: each name once, with where it is at home.

from elzmodel.data.edition_folders import build_edition as build_edition
from elzmodel.data.edition_folders import carry_edition as carry_edition
from elzmodel.data.edition_tables import editions as editions
from elzmodel.data.fact_changes import FactChange as FactChange
from elzmodel.data.fact_changes import FactChanges as FactChanges
from elzmodel.data.fact_changes import edition_changes as edition_changes
from elzmodel.data.reference import flanders as flanders
from elzmodel.data.reference import load_flanders as load_flanders
