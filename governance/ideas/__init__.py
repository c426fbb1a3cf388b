"""The idea box: from three fields to what became of them."""
