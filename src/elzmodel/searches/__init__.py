"""The fewest moves that reach a goal: found, counted and proven.

A search asks goals of every zone of a day, and finds the smallest sets of municipalities
whose transfer meets them, each with the zones that can take it. Nothing here changes its
base: what was found becomes a scenario when that is asked.
"""
