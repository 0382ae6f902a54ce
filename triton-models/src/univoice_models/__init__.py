"""The four models behind UniVoice: speech recognizer, voiceprint extractor, translator, speech synthesizer."""
