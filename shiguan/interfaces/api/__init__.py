"""REST: the questions, the articles and the claims under one address; `app.create_api` makes it."""

ADDRESS = "/api/v1"
"""Where it is mounted."""
