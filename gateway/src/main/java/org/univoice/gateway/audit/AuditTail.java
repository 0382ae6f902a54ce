package org.univoice.gateway.audit;

import java.io.IOException;
import java.util.List;

/** Reads a log from some entry on, as it grows. */
public interface AuditTail {

  /** The next entries, oldest first; none when there are none yet. */
  List<ChainedEntry> next(int most) throws IOException;
}
