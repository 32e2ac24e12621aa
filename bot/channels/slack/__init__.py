"""The bot in Slack. Read in the order in which a message walks.

`http` and `socket_mode` are the entrances, `guard` stands before the first, and `envelope` knows the shape of what may pass. `listeners` hand payloads, read by `incoming`, to `reception` (what people say)
and `desk` (what they ask for by command, button and modal; `words` reads the command into `requests`, `opinions` takes scores). Both commit and queue a job.

Jobs (`bot.jobs`) read `attached` files, answer, and call `delivery`, which says what is to be posted; `posting` posts it once, `pace` not too fast, `calls` tells what
Slack answered; `reveal` asks before it shows how it went, `keepsakes` are what a finished interview leaves, `invitations` what goes to team-mates. `errands` are what is done for a person besides, `presence` small signs of life.

`clients` gives the Web client of a workspace: `bots` renew tokens, `installations` keep them under `token_keys`, `oauth` installs. `manifest` is what Slack
must know of the app. `views` and `mrkdwn` make what is seen, in words from `prompts/slack`.

What comes by itself: `reminding` sends a reminder whose time has come, in the words of `practice_message` and `digest_messages`; `reminder_desk`, `digest_desk` and `team_desk` take what is asked
about them (`reminder_words` reads it), `reactions` what is pressed below one, `team_reminders` what comes in a channel. `acquaintances` know where people's clocks stand. `quizzes` asks short questions.
"""
