"""The command line: each command parses, calls the façade once, and renders."""
