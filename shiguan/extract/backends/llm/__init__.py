"""The optional reader that asks a language model: it proposes, ``align`` decides."""
