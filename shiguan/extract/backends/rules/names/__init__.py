"""Names in one document: found by lexicon, by grammar and by the company they keep, decided over all their occurrences."""
