package org.univoice.gateway.error;

/** A failure that knows in which words whoever asked is told of it. */
@FunctionalInterface
public interface Explained {

  RefusedException explained();
}
