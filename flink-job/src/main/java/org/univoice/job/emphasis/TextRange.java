package org.univoice.job.emphasis;

/** A stretch of a text, from its first character (UTF-16 unit) to before another. */
public record TextRange(int start, int end) {

  public TextRange later(int characters) {
    return new TextRange(start + characters, end + characters);
  }

  public boolean overlaps(int otherStart, int otherEnd) {
    return start < otherEnd && otherStart < end;
  }

  /** Without what is neither letter nor digit at its ends; empty, at its start, when it is all. */
  public TextRange bare(String text) {
    int from = start;
    int to = end;
    while (from < to && !Character.isLetterOrDigit(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && !Character.isLetterOrDigit(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return new TextRange(from, Math.max(from, to));
  }

  public boolean isEmpty() {
    return start >= end;
  }
}
