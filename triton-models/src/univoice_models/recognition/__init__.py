"""Speech to text with Whisper on a short window, and English with Moonshine."""
