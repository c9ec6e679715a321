"""Text with places: YAML in and out, edits, names, problems; imports nothing of ours."""
