package org.univoice.job.glossary;

/** The terms that a session's translations use. */
public record SessionGlossary(GlossaryTerm[] terms) {}
