package org.univoice.gateway.user;

/** Hears of consents as they are given and taken back, so that what runs can stop at once. */
@FunctionalInterface
public interface ConsentListener {

  void changed(String userId, ConsentEntry entry);
}
