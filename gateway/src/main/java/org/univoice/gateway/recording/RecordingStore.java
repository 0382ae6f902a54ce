package org.univoice.gateway.recording;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps recordings as files in folders. Implementations are safe for use by many threads; they wait
 * for a remote store.
 */
public interface RecordingStore {

  /** All parts but the last have at least this many bytes. */
  int PART_BYTES = 5 * 1024 * 1024;

  /** A file that comes in parts; nothing of it is seen before it is complete. */
  Upload begin(RecordingKey recording, String file, String contentType);

  /** Keeps a small file whole; one of that name is replaced. */
  void put(RecordingKey recording, String file, String contentType, byte[] content);

  /**
   * Keeps a small file whole, unless there is one of that name.
   *
   * @return whether it was kept; of several who try at once, one is told so
   */
  boolean putIfAbsent(RecordingKey recording, String file, String contentType, byte[] content);

  /** A file from its beginning; empty when there is none. Whoever reads closes it. */
  Optional<InputStream> open(RecordingKey recording, String file);

  /** Names of the complete files, sorted. */
  List<String> files(RecordingKey recording);

  /** Where anybody who has the link can fetch the file, for a while. */
  URI link(RecordingKey recording, String file, Duration validity);

  void delete(RecordingKey recording, String file);

  /** With all its files. */
  void delete(RecordingKey recording);

  /** Notes that a recording has to do with a user. */
  void note(String userId, RecordingKey recording);

  void forget(String userId, RecordingKey recording);

  /** Those that were noted, sorted. */
  List<RecordingKey> ofUser(String userId);

  /** Removes what uploads left behind whose gateway is gone. */
  void removeAbandoned(Duration olderThan);

  /** One file on its way. Parts may come in any order. */
  interface Upload {

    /**
     * @param number from 1
     * @param content is not kept
     */
    void part(int number, Path content);

    void complete();

    /** Nothing is left of it. */
    void abort();
  }
}
