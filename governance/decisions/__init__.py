"""The decision register: search, what decisions change, and how that takes effect."""
