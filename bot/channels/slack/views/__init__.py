"""What a person sees in Slack: pure functions from what we know to blocks, messages, modals and the Home tab.

`actions.py` names everything that can be pressed, `blocks.py` builds blocks within Slack's limits, and the rest is one module a sight:
`interview.py` (the thread), `reveal.py`, `scores.py` with its `findings.py`, and `review.py` (its end), `lists.py` (things to choose from), `talk.py` (outside an interview),
`opinions.py` (what team-mates think), `preferences.py` (settings), `home.py`, `trouble.py`. The words stand in `prompts/slack/`.
"""
