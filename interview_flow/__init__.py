"""A mock interview for system design: the pure core. No network, no clock, no database.

Read in this order:

1. `phases`: the seven phases and the one table of legal moves; `transcript`: what a turn, a quote and a standing are.
2. `events`, `interview` and `evolution`: what has happened, the state, and how it folds into that (`evolve`, `replay`).
3. `decisions` and `next_move`: what may happen; the only place that changes an interview. `brief`: what an interviewer sees and may answer. `wishes`: which words steer.
4. `guided`: the interviewer that needs no model; `patterns`, `questions` and `own_words` serve it.
5. `reading`, `notes` and `design_record`: what the candidate designed, read out of what they typed.
6. `assessment`: what that is worth; `meaning` tells which words stand for the same deed or thing. `documents` and `diagrams`: what is written of it in the end.
7. `progress` and `practice`: what finished interviews and drills come to, what fades, and what is practised next. `drills`: an interview of one
   phase, and `given`, what it takes as settled. `quizzes`: short questions that come again.
8. `schedule`: when to come back, in plain words; `reminding`: what becomes of a reminder whose time has come. `digest` and `team_digest`: a week in a few lines.

`rubric` and `problems` are the shapes that `prompts/` fills.
"""
