"""The world map, and where chapters are to each other."""
