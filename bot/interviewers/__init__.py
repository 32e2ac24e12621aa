"""The model interviewer: one streamed call a turn, the guided interviewer beside it and behind it.

Read `model` first, then `briefing` (what is sent), `answer` (what comes back), `asking` (which model, how long, what when it fails).
langchain is imported by `providers` alone, and only once a model is used.
"""
