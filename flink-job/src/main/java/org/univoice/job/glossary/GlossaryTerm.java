package org.univoice.job.glossary;

/**
 * Words that are translated in one way only.
 *
 * @param sourceLanguage primary subtag
 * @param targetLanguage primary subtag
 */
public record GlossaryTerm(
    String source, String target, String sourceLanguage, String targetLanguage, TermCase rule) {}
