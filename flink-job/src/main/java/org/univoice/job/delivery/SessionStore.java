package org.univoice.job.delivery;

import java.util.Map;

/** What is kept of one session, by number: the job's keyed state, as its deciders see it. */
interface SessionStore<V> {

  V get(long number) throws Exception;

  void put(long number, V value) throws Exception;

  void remove(long number) throws Exception;

  Iterable<Map.Entry<Long, V>> entries() throws Exception;
}
