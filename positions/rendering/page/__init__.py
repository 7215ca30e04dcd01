"""The briefing page in two halves: its data (`gather`, into `records`) and its markup."""
