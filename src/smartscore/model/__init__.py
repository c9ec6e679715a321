"""The shapes of the files, frozen; no judgement."""
