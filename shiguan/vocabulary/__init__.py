"""Words as data: event types and roles, titles, company forms, currencies, names; YAML files, loaded and checked."""
