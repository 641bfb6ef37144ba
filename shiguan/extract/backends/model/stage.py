"""A sentence with the ones before it, as what the network saw is tied to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.extract.backends.rules.scene import Scene
from shiguan.records.document import Span
from shiguan.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene with the ones before it, to find what a role in an earlier sentence is; and the vocabulary's event types."""

    scene: Scene
    earlier: Sequence[Scene]
    vocabulary: Vocabulary

    @property
    def base(self) -> int:
        """Where the sentence begins in the document."""
        return self.scene.line.sentence.span.start

    def of(self, span: Span) -> tuple[Scene, Span] | None:
        """The scene a span of the document stands in, with its place in that sentence."""
        for scene in (self.scene, *reversed(self.earlier)):
            whole = scene.line.sentence.span
            if whole.start <= span.start and span.end <= whole.end:
                return scene, Span(span.start - whole.start, span.end - whole.start)
        return None

    def sentence_of(self, span: Span) -> tuple[str, Span] | None:
        """The sentence that a span of the document stands in, with its place there."""
        place = self.of(span)
        return (place[0].text, place[1]) if place else None
