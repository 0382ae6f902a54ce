"""Judges what the job made of recordings whose truth is known, with the tools of the field."""
