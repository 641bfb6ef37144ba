"""Document → mentions, claims and rejects. No evidence, no claim."""
