"""One interview as a page: read `whole` first, then `findings` and `talk` (the two halves that link to each other) and `passages` (the words that are marked).

Everything here is for anybody who may see the interview: who looks changes nothing in it, so that it can be kept (`kept`).
"""
