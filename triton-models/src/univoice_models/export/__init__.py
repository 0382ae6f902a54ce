"""Makes the weights that no package holds as they are needed; run in the folder of the weights."""
