package org.univoice.local.setup;

/** Nobody watches. */
public final class UnseenProgress implements Progress {
  @Override
  public void begins(String what) {}

  @Override
  public void moves(String what, long done, long total) {}

  @Override
  public void completes(String what, long total) {}
}
