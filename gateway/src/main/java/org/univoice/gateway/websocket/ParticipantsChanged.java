package org.univoice.gateway.websocket;

/** Those who take part are not as the client was told. */
enum ParticipantsChanged {
  SINCE_TOLD
}
