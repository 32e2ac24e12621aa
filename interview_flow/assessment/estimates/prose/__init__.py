"""Sums told in sentences: terms spread over a clause or the sentence before, and a result that words announce.

Read in this order: `announcing` (what is said to be a result), `facts` (what the figures before it may do in a sum), `scenes` (which of them
belong to it), `shares` and `codes` (figures that are derived: what is left of 95%, what 12 bits can count), `combining` (the sums that make sense),
`verdict` (right, wrong, or nothing).
"""
