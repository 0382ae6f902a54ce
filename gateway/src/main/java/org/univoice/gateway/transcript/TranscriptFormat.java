package org.univoice.gateway.transcript;

/** How a transcript is written. */
public enum TranscriptFormat {
  /** All languages, with all that is known. */
  JSON("application/json"),
  /** SubRip. */
  SRT("application/x-subrip; charset=utf-8"),
  /** WebVTT. */
  VTT("text/vtt; charset=utf-8"),
  TXT("text/plain; charset=utf-8");

  private final String mediaType;

  TranscriptFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
