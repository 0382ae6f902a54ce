package org.univoice.job.translation;

/**
 * Something in a text that must be kept.
 *
 * @param start in UTF-16 units, as is end, which is not counted
 * @param type PERSON, PLACE, BRAND, DATE, AMOUNT or NAME (a name of an unknown kind)
 */
public record NamedSpan(int start, int end, String type) {}
