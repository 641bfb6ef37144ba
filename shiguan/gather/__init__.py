"""Bytes from files, folders and pages → articles."""

from shiguan.gather.files import Found, Source, find, receive
from shiguan.gather.manifest import Failure

__all__ = ["Failure", "Found", "Source", "find", "receive"]
