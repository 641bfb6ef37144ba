"""史官: reads Chinese industry news and keeps the record; every line of it cites the sentence that says it."""
