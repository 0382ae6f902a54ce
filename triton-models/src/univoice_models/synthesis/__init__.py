"""Text to speech with Kokoro, its pitch and colour moved towards a speaker."""
