"""The map of networks, groups and contact paths between the members."""
