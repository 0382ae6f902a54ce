package org.univoice.job.translation;

/** Something that is kept, as it was said: type is EMAIL, URL, NUMBER, DATE, NAME, … */
public record Entity(String text, String type) {}
