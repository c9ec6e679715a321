"""The ways of the commands for programs: what is given becomes a result."""
