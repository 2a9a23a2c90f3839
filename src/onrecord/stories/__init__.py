"""Reports against reports: what was made from what, and what changed on the way."""
