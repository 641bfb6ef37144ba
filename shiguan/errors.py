"""Every error shiguan raises on purpose, as one tree; the doors map each to an exit status or a response once."""


class ShiguanError(Exception):
    """Root of the tree; its text is one line, fit to show to a user."""


class InputError(ShiguanError):
    """What the user gave cannot be used: a missing file, a malformed date, an unknown name."""


class GatherError(ShiguanError):
    """One article could not be read; the others go on."""


class RepairError(ShiguanError):
    """One article was read but no text could be made of it."""


class ReaderError(ShiguanError):
    """One article was not read: a language model gave no answer, or the spending limit is reached. The others go on."""


class LedgerError(ShiguanError):
    """The record cannot be opened, is of a newer version, or refused a change to the past."""


class ReadOnlyError(LedgerError):
    """The record's file or folder may be read but not written."""


class NotFoundError(ShiguanError):
    """Nothing on record under the given id or name."""


class AmbiguousError(ShiguanError):
    """An id prefix or a name that fits several things; the text lists them."""


class NotPermittedError(ShiguanError):
    """Who asks for it may not have it done, or it cannot be told that they asked."""


class VocabularyError(ShiguanError):
    """A vocabulary file or the user's names.yml breaks a rule; the text names file and entry."""
