"""The door for assistants: every question as a tool of the Model Context Protocol, with sentences and addresses to cite."""
