package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Path;
import org.univoice.local.setup.WeightsLock.Part;

/** Somewhere that parts of weights come from. */
public interface PartSource {

  /** Whether parts with such an address come from here. */
  boolean serves(Part part);

  /**
   * Fetches one part. What it writes is checked by the caller and may be anything.
   *
   * @param folder an empty folder to leave the part in, under {@link Part#file()}; how much lies
   *     below it is shown as progress
   * @throws IOException when the part cannot be had
   */
  void fetch(Part part, Path folder) throws IOException;
}
