package org.univoice.gateway.access;

/**
 * Who asks, and from where: what a decision needs and the audit log records.
 *
 * @param address IP address
 * @param userAgent empty when the request named none
 */
public record Caller(Principal principal, String address, String userAgent, String requestId) {}
