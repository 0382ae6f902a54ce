package org.univoice.job.translation;

/** Something kept as it was said: type is EMAIL, URL, NUMBER, NAME, … */
public record Entity(String text, String type) {}
