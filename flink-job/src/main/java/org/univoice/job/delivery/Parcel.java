package org.univoice.job.delivery;

/**
 * A delivery that is not yet addressed: it has no participant and no sequence.
 *
 * @param language who it is for: a target language, or empty for everyone
 * @param speakerTrack whose speech it is about
 * @param content an encoded {@code univoice.internal.v1.Delivery} with id and body
 * @param news what it tells that is told again only after a while; null for what is always sent
 */
public record Parcel(String language, String speakerTrack, byte[] content, String news) {}
