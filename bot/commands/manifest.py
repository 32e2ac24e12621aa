"""`mock-interview manifest`: what to paste where a Slack app is made."""

import json
from argparse import Namespace

from bot.channels.slack.manifest import BadAddress, manifest
from bot.commands.failures import BadInput


def print_manifest(options: Namespace) -> None:
    """Print the manifest as JSON. Raises `BadInput` for an address that Slack could not call."""
    if not options.base_url and not options.socket:
        raise BadInput("Give the address at which Slack reaches this program, --base-url https://..., or --socket, which needs none.")
    if options.many_workspaces and not options.base_url:
        raise BadInput("Installs in many workspaces come back to an address of this program: give --base-url https://... as well.")
    try:
        print(json.dumps(manifest(options.base_url, socket_mode=options.socket, many_workspaces=options.many_workspaces), indent=2))
    except BadAddress as error:
        raise BadInput(str(error)) from error
