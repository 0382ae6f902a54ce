"""Text to text with sentence-level students."""
