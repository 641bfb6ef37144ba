"""Pure functions: which mentions are one entity, which claims tell one event."""
