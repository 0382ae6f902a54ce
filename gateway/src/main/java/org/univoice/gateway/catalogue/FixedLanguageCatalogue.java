package org.univoice.gateway.catalogue;

/** Serves what it was given. */
public record FixedLanguageCatalogue(Languages languages) implements LanguageCatalogue {}
