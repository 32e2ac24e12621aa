"""Which function plays which method."""

from collections.abc import Callable

from tests.fakes.slack import chat, documents, lookups, modals, sign_in, streams
from tests.fakes.slack.calls import Call
from tests.fakes.slack.messages import JSON

PLAYED: dict[str, Callable[[Call], JSON]] = {
    "api.test": lookups.api_test,
    "auth.test": lookups.auth_test,
    "auth.revoke": lookups.auth_revoke,
    "users.info": lookups.users_info,
    "users.conversations": lookups.conversations_of,
    "team.info": lookups.team_info,
    "dnd.info": lookups.dnd_info,
    "conversations.open": lookups.open_conversation,
    "conversations.info": lookups.conversation_info,
    "conversations.members": lookups.members,
    "conversations.replies": lookups.replies,
    "conversations.history": lookups.history,
    "reactions.add": lookups.add_reaction,
    "reactions.remove": lookups.remove_reaction,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.unfurl": chat.unfurl,
    "chat.startStream": streams.start,
    "chat.appendStream": streams.append,
    "chat.stopStream": streams.stop,
    "agents.sessions.setStatus": streams.set_status,
    "agents.sessions.rename": streams.rename,
    "assistant.threads.setSuggestedPrompts": streams.suggest_prompts,
    "assistant.threads.setTitle": streams.set_thread_title,
    "assistant.threads.setStatus": streams.set_thread_status,
    "views.open": modals.open_view,
    "views.push": modals.push_view,
    "views.update": modals.update_view,
    "views.publish": modals.publish_view,
    "files.getUploadURLExternal": documents.get_upload_url,
    "files.completeUploadExternal": documents.complete_upload,
    "files.info": documents.files_info,
    "canvases.create": documents.create_canvas,
    "canvases.access.set": documents.set_canvas_access,
    "canvases.edit": documents.edit_canvas,
    "conversations.canvases.create": documents.create_channel_canvas,
    "oauth.v2.access": sign_in.access,
    "openid.connect.token": sign_in.openid_token,
    "openid.connect.userInfo": sign_in.openid_user,
    "apps.connections.open": sign_in.open_connection,
}
