"""What a voice sounds like: a vector that tells speakers apart, pitch, colour, loudness and pace."""
