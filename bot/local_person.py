"""Who practises on this machine, where nobody signs in."""

import getpass


def local_person() -> str:
    """The name by which the system knows whoever runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "candidate"
