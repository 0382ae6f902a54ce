package org.univoice.gateway.access;

/** Who takes passwords, and who reads the tokens that come of it. */
public record PasswordSignIn(SignIn provider, TokenReader reader) {}
