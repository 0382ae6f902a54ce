package org.univoice.gateway.user;

/** One thing that somebody agreed to, or took back, at one time. */
public record ConsentEntry(ConsentKind kind, Consent consent) {}
