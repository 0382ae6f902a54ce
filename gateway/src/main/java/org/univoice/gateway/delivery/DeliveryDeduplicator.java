package org.univoice.gateway.delivery;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recognises what was delivered before. Ids are deterministic, so a restarted job repeats them;
 * some of the newest, {@code capacity} at most, are remembered. Not safe for use by several threads
 * at once.
 *
 * <p>An id older than the window would pass again; the window is far larger than what a job can
 * produce again between two checkpoints for one participant.
 *
 * <p>Ids that differ in a number at their end ({@code segment/pt/speech/7}) are one series, of
 * which only the sequences are kept: an object for each of the twenty pieces of speech a second of
 * a thousand listeners keeps the garbage collector busy for longer than a frame may take.
 */
public final class DeliveryDeduplicator {
  private static final int MOST_DIGITS = 4;

  private final Map<String, Series> all = new LinkedHashMap<>();
  private final int capacity;
  private int size;

  public DeliveryDeduplicator(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1");
    }
    this.capacity = capacity;
  }

  /** Whether this id is new; it is remembered from now on. */
  public boolean accept(String id, long sequence) {
    int cut = numberAt(id);
    // The first place is for the id that is all of it.
    int number = cut == id.length() ? 0 : 1 + Integer.parseInt(id, cut, id.length(), 10);
    Series series = all.computeIfAbsent(id.substring(0, cut), ignored -> new Series());
    if (!series.add(number, sequence)) {
      return false;
    }
    size++;
    forget(series);
    return true;
  }

  /** Where the id's number begins; at its end when it has none. */
  private static int numberAt(String id) {
    int slash = id.lastIndexOf('/');
    int digits = id.length() - slash - 1;
    if (slash < 0 || digits < 1 || digits > MOST_DIGITS) {
      return id.length();
    }
    for (int i = slash + 1; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return id.length();
      }
    }
    // 07 is not 7.
    return digits > 1 && id.charAt(slash + 1) == '0' ? id.length() : slash + 1;
  }

  /** The series begun longest ago go first, but not the one that grows. */
  private void forget(Series growing) {
    Iterator<Series> oldest = all.values().iterator();
    while (size > capacity && oldest.hasNext()) {
      Series series = oldest.next();
      if (series != growing) {
        size -= series.size;
        oldest.remove();
      }
    }
  }

  /**
   * The participant says what it has: everything later was lost on the way and must pass again when
   * the job repeats it.
   */
  public void rewind(long lastSequence) {
    all.values().forEach(series -> size -= series.rewind(lastSequence));
    all.values().removeIf(series -> series.size == 0);
  }

  /** How many ids are remembered. */
  public int size() {
    return size;
  }

  /** Sequences by number. */
  private static final class Series {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private long[] sequences = {};
    private int size;

    private boolean add(int number, long sequence) {
      if (number >= sequences.length) {
        int known = sequences.length;
        sequences = Arrays.copyOf(sequences, Math.max(number + 1, number == 0 ? 1 : 2 * known));
        Arrays.fill(sequences, known, sequences.length, UNKNOWN);
      }
      if (sequences[number] != UNKNOWN) {
        return false;
      }
      sequences[number] = sequence;
      size++;
      return true;
    }

    /** How many were forgotten. */
    private int rewind(long lastSequence) {
      int before = size;
      for (int i = 0; i < sequences.length; i++) {
        if (sequences[i] > lastSequence) {
          sequences[i] = UNKNOWN;
          size--;
        }
      }
      return before - size;
    }
  }
}
