package org.univoice.gateway.privacy;

/** Hears of people who are forgotten: of everybody at least once. */
@FunctionalInterface
public interface ErasureListener {

  void completed(Erasure erasure);
}
