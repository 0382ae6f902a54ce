package org.univoice.gateway.catalogue;

/**
 * A direction that the models translate.
 *
 * @param tier "useful" or "gist": what the models promise
 */
public record LanguagePair(String source, String target, String tier) {}
