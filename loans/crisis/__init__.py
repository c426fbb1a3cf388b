"""Regional crisis mode: authorities are asked what they can lend, and all see it by competence."""
