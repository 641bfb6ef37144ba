"""The rules reader: names by lexicon, grammar and context; events by frames around trigger words."""
