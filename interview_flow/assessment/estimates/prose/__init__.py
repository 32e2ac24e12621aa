"""Sums told in sentences: terms spread over a clause or the sentence before, and a result that words announce.

Read in this order: `verbs` and `announcing` (what is said to be a result), `fractions` and `facts` (what the figures before it may do in a sum),
`scenes` (which of them belong to it), `shares` (what 95% leaves, what 12 bits can count), `combining` (the sums that make sense),
`verdict` (right, wrong, or nothing), `slips` and `guards` (when a result is wrong, and when nobody can know).
"""
