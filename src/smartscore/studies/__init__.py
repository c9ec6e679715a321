"""One question a room, asked of resolved rubrics and of cards."""
