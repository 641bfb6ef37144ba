"""Words as data: event types and roles, titles, company forms, currencies, names; YAML files, loaded and checked."""

from shiguan.vocabulary.load import load_vocabulary
from shiguan.vocabulary.values import Currency, EventType, KnownName, Role, ValueKind, Vocabulary

__all__ = ["Currency", "EventType", "KnownName", "Role", "ValueKind", "Vocabulary", "load_vocabulary"]
