"""The practice room: an interview held in a browser, the third channel of the same `bot.conversation.Conversation`.

`room` is the process's side of it (who hears, who answers, who looks on), `sitting` one interview in it, `following` what an open page is told,
`standing` what a page shows of where an interview is, `choosing` what is to be practised. The routes are `routes/practice` and `routes/practice_room`.
"""
