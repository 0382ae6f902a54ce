package org.univoice.gateway.access;

import java.util.Optional;

/**
 * How people can sign in here.
 *
 * @param token with the machine's own token
 * @param password with name and password, which the gateway passes on
 * @param code at an issuer; empty where that is not offered
 */
public record SignInOptions(boolean token, boolean password, Optional<CodeSignIn> code) {}
