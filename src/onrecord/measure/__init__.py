"""Events -> figures: dyads, series, gaps. Works on event rows, whether they come from records or from an archive."""
