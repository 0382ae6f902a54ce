package org.univoice.job.stream;

/**
 * What a participant's voice is known to sound like before it is heard.
 *
 * @param profileId names the profile at the gateways
 * @param model what made the embedding
 * @param embedding 256 values of length 1
 * @param samples voiceprints that it is the mean of
 * @param lnPitchMean NaN when unknown, like the other numbers
 * @param learn whether the gateway wants to hear what the session taught
 */
public record EnrolledVoice(
    String profileId,
    String model,
    float[] embedding,
    int samples,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    boolean learn) {}
