"""What people do with staff loans."""
