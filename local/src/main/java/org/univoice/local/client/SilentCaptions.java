package org.univoice.local.client;

/** Nobody reads these captions. */
public class SilentCaptions implements CaptionListener {
  @Override
  public void partial(String listener, String text) {}

  @Override
  public void spoken(String listener, String speaker, String text) {}

  @Override
  public void translated(String language, String text) {}

  @Override
  public void notice(String listener, String message) {}

  @Override
  public void sent(long millis, long ofMillis) {}
}
