package org.univoice.gateway.session;

class MemorySessionDirectoryTest extends SessionDirectoryContract {
  @Override
  protected SessionDirectory directory() {
    return new MemorySessionDirectory();
  }
}
