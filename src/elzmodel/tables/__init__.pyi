# What `elzmodel.tables` offers: each name once, with where it is at home.

from elzmodel.tables.carried_table import CarriedRow as CarriedRow
from elzmodel.tables.carried_table import CarriedTable as CarriedTable
from elzmodel.tables.carrying import CODES as CODES
from elzmodel.tables.carrying import carry as carry
from elzmodel.tables.kinds import Category as Category
from elzmodel.tables.kinds import ColumnKind as ColumnKind
from elzmodel.tables.kinds import Count as Count
from elzmodel.tables.kinds import Mean as Mean
from elzmodel.tables.kinds import Rate as Rate
from elzmodel.tables.kinds import Rows as Rows
from elzmodel.tables.kinds import Skip as Skip
from elzmodel.tables.kinds import category as category
from elzmodel.tables.kinds import count as count
from elzmodel.tables.kinds import mean as mean
from elzmodel.tables.kinds import rate as rate
from elzmodel.tables.kinds import rows as rows
from elzmodel.tables.kinds import skip as skip
from elzmodel.tables.options import Reading as Reading
from elzmodel.tables.population import read_population as read_population
from elzmodel.tables.reading import Dimension as Dimension
from elzmodel.tables.reading import FigureColumn as FigureColumn
from elzmodel.tables.reading import FigureTable as FigureTable
from elzmodel.tables.reading import TotalRow as TotalRow
from elzmodel.tables.understanding import read_table as read_table
