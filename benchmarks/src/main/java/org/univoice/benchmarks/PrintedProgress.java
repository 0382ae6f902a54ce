package org.univoice.benchmarks;

import org.univoice.local.setup.Progress;

/** Says on a line of its own what begins. */
final class PrintedProgress implements Progress {

  @Override
  public void begins(String what) {
    System.out.println(what);
  }

  @Override
  public void moves(String what, long done, long total) {}

  @Override
  public void completes(String what, long total) {}
}
