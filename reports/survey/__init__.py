"""The yearly question of what the network gave its members (nyttoutvärdering)."""
