"""The whole main job done by the program itself, on invented people, leaving papers and pictures."""
