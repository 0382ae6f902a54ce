package org.univoice.gateway.glossary;

/**
 * Words that are translated in one way only.
 *
 * @param source as it is said
 * @param target as it stands in the translation
 * @param sourceLanguage primary subtag
 * @param targetLanguage primary subtag
 */
public record Term(
    String source, String target, String sourceLanguage, String targetLanguage, CaseRule rule) {}
