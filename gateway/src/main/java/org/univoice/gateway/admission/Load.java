package org.univoice.gateway.admission;

/**
 * How busy it is now. Shares are between 0 and 1; negative when not known.
 *
 * @param cpu of all cores
 * @param heap of the largest heap, after a collection
 */
public record Load(double cpu, double heap) {}
