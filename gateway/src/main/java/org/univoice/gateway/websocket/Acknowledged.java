package org.univoice.gateway.websocket;

/** The client answered a ping that was sent after this sequence, so it has all of it. */
record Acknowledged(long sequence) {}
