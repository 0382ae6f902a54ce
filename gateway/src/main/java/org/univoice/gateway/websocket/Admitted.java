package org.univoice.gateway.websocket;

import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;

/** The ticket was good: this connection speaks for this participant. */
record Admitted(Session session, Participant participant) {}
