"""Reports against reports: copies, lineage, stories, origins, contradictions, timelines. Input is records."""
