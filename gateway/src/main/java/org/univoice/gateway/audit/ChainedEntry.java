package org.univoice.gateway.audit;

/**
 * An entry in its place in the chain.
 *
 * @param sequence from 1, without gaps
 * @param previousHash of the entry before it; {@link AuditChain#START} for the first
 * @param hash SHA-256 over everything else, in hexadecimal
 */
public record ChainedEntry(
    long sequence, String eventId, AuditEntry entry, String previousHash, String hash) {}
