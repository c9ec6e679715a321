"""Files to models, or every problem of every file: shelves, surveys, sources, settings."""
