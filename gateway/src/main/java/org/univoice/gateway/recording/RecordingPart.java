package org.univoice.gateway.recording;

/**
 * What one gateway records of a session, without a break. The first has the plain names; files of
 * further ones lie beside them, under names of their own.
 *
 * @param prefix of every file's name; empty for the first
 */
record RecordingPart(RecordingKey recording, String prefix) {
  static final String METADATA = "metadata.json";

  static RecordingPart first(RecordingKey recording) {
    return new RecordingPart(recording, "");
  }

  /**
   * @param id of no other part
   */
  static RecordingPart further(RecordingKey recording, String id) {
    return new RecordingPart(recording, "part-" + id + "-");
  }

  String file(String name) {
    return prefix + name;
  }

  /** Whether a file of a recording describes one of its parts. */
  static boolean isMetadata(String file) {
    return file.equals(METADATA) || file.startsWith("part-") && file.endsWith("-" + METADATA);
  }
}
