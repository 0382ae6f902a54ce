package org.univoice.gateway.session;

/** Somebody whom this gateway holds, and the session it takes part in. */
public record Seat(Session session, Participant participant) {}
