package org.univoice.gateway.voice;

import java.util.List;

/**
 * How a voice moves, the mean of what was measured.
 *
 * @param pitchLowHz 5 of 100 voiced moments are lower; 0 while unknown
 * @param pitchHighHz 5 of 100 voiced moments are higher; 0 while unknown
 * @param contour ln F0 of eight stretches of speech of equal length against their mean, in order;
 *     empty while unknown
 * @param syllablesPerMinute as counted in the sound; 0 while unknown
 */
public record VoiceMovement(
    double pitchLowHz, double pitchHighHz, List<Float> contour, double syllablesPerMinute) {
  public static final VoiceMovement UNKNOWN = new VoiceMovement(0, 0, List.of(), 0);

  public VoiceMovement {
    contour = List.copyOf(contour);
  }
}
