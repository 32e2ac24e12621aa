"""What is practised, and when again: every criterion is a skill that fades until it is shown once more.

`reviews`: when a skill was on, and how well; `memory`: what is left of it by now; `next_drill`, `forecast` and `streak` are read from that.
"""
