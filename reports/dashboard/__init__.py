"""How the network stands (läget i nätverket), for those who steer it."""
