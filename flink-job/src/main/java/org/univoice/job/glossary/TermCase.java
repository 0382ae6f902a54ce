package org.univoice.job.glossary;

/** How upper and lower case count in a term. */
public enum TermCase {
  /** Found in any case; the target stands as it was given. */
  ANY,
  /** Found only as it was given. */
  EXACT,
  /** Found in any case; the target follows what was said. */
  FOLLOW
}
