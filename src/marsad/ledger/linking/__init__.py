"""Which claims tell one happening: candidate pairs, explained scores, clusters, one report at a time."""
