"""auth.*, users.*, team.*, dnd.*, conversations.* and reactions.*"""

from tests.fakes.slack.calls import Call
from tests.fakes.slack.messages import JSON, Message
from tests.fakes.slack.refusals import Refused

MOST_IN_A_PAGE = 1000


def api_test(call: Call) -> JSON:
    """api.test: fails as it is told to."""
    if call.get("error"):
        raise Refused(str(call["error"]), args=call.arguments)
    return {"args": call.arguments}


def auth_test(call: Call) -> JSON:
    """auth.test"""
    team = call.team
    place = {"url": f"https://{team.domain}.slack.com/", "team": team.name, "team_id": team.id, "is_enterprise_install": False}
    return {**place, "user": "interviewer", "user_id": team.bot_user_id, "bot_id": team.bot_id}


def auth_revoke(call: Call) -> JSON:
    """auth.revoke"""
    assert call.token is not None
    call.token.revoked = call.token.revoked or not call.get("test")
    return {"revoked": call.token.revoked}


def users_info(call: Call) -> JSON:
    """users.info"""
    return {"user": call.person(call["user"]).payload()}


def team_info(call: Call) -> JSON:
    """team.info"""
    if call.get("team", call.team.id) != call.team.id:
        raise Refused("team_not_found")
    return {"team": call.team.payload()}


def dnd_info(call: Call) -> JSON:
    """dnd.info"""
    if not call.get("user"):
        raise Refused("user_not_found")
    start, end = call.person(call["user"]).quiet or (1, 1)
    return {"dnd_enabled": start != end, "next_dnd_start_ts": int(start), "next_dnd_end_ts": int(end)}


def open_conversation(call: Call) -> JSON:
    """conversations.open: with one person, which is a direct message."""
    if call.get("channel"):
        return {"channel": {"id": call.channel(call["channel"]).id}, "already_open": True, "no_op": True}
    people = [one for one in str(call.get("users") or "").split(",") if one]
    if not people:
        raise Refused("users_list_not_supplied")
    if len(people) > 1:
        raise Refused("method_not_supported_for_channel_type", "this fake opens direct messages with one person only")
    person = call.person(people[0])
    if person.deleted:
        raise Refused("user_disabled")
    channel = call.team.im(person)
    return {"channel": channel.payload() if call.get("return_im") else {"id": channel.id}}


def conversation_info(call: Call) -> JSON:
    """conversations.info"""
    channel = call.channel(call["channel"])
    more = {"num_members": len(channel.members)} if call.get("include_num_members") else {}
    return {"channel": channel.payload() | more}


def members(call: Call) -> JSON:
    """conversations.members"""
    everybody = call.channel(call["channel"]).members
    start, size = _cursor(call), int(call.get("limit") or 100)
    following = str(start + size) if start + size < len(everybody) else ""
    return {"members": everybody[start : start + size], "response_metadata": {"next_cursor": following}}


def conversations_of(call: Call) -> JSON:
    """users.conversations: of private channels those that our bot is in too."""
    us, user, wanted = call.team.bot_user_id, call.person(call.get("user") or call.team.bot_user_id).id, str(call.get("types") or "public_channel")
    kinds = {"public_channel": "channel", "private_channel": "group", "im": "im"}
    theirs = [
        each.payload()
        for each in call.team.channels.values()
        if user in each.members and each.kind in {kinds[kind] for kind in wanted.split(",")} and (each.kind == "channel" or us in each.members)
        if not (each.archived and str(call.get("exclude_archived")).lower() in ("1", "true"))
    ]
    start, size = _cursor(call), int(call.get("limit") or 100)
    following = str(start + size) if start + size < len(theirs) else ""
    return {"channels": theirs[start : start + size], "response_metadata": {"next_cursor": following}}


def replies(call: Call) -> JSON:
    """conversations.replies: the thread, root first."""
    channel = call.channel(call["channel"])
    thread = call.team.thread(channel, call["ts"])
    if not thread or thread[0].ts != call["ts"]:
        raise Refused("thread_not_found")
    return _page(call, thread)


def history(call: Call) -> JSON:
    """conversations.history: messages outside threads, newest first."""
    channel = call.channel(call["channel"])
    if call.team.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    return _page(call, channel.thread_roots[::-1])


def _page(call: Call, messages: list[Message]) -> JSON:
    oldest, latest, inclusive = str(call.get("oldest") or "0"), str(call.get("latest") or "9999999999"), call.get("inclusive")
    kept = [one for one in messages if float(oldest) < float(one.ts) < float(latest) or (inclusive and one.ts in (oldest, latest))]
    start, size = _cursor(call), int(call.get("limit") or 100)
    if not 1 <= size <= MOST_IN_A_PAGE:
        raise Refused("invalid_limit")
    has_more = start + size < len(kept)
    shown = [one.payload(with_metadata=bool(call.get("include_all_metadata"))) for one in kept[start : start + size]]
    more = {"response_metadata": {"next_cursor": str(start + size)}} if has_more else {}
    return {"messages": shown, "has_more": has_more, **more}


def _cursor(call: Call) -> int:
    cursor = str(call.get("cursor") or "0")
    if not cursor.isdigit():
        raise Refused("invalid_cursor")
    return int(cursor)


def add_reaction(call: Call) -> JSON:
    """reactions.add"""
    channel = call.writable(call["channel"])
    people = call.message(channel, call["timestamp"]).reactions.setdefault(_emoji(call), [])
    if call.team.bot_user_id in people:
        raise Refused("already_reacted")
    people.append(call.team.bot_user_id)
    return {}


def remove_reaction(call: Call) -> JSON:
    """reactions.remove"""
    if not call.get("channel") or not call.get("timestamp"):
        raise Refused("no_item_specified")
    message = call.message(call.channel(call["channel"]), call["timestamp"])
    people = message.reactions.get(_emoji(call), [])
    if call.team.bot_user_id not in people:
        raise Refused("no_reaction")
    people.remove(call.team.bot_user_id)
    if not people:
        del message.reactions[call["name"]]
    return {}


def _emoji(call: Call) -> str:
    name = str(call["name"])
    if ":" in name or " " in name:
        raise Refused("invalid_name")
    return name
