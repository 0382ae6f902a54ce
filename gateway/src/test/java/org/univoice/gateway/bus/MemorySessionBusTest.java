package org.univoice.gateway.bus;

class MemorySessionBusTest extends SessionBusContract {
  private final SessionBus bus = new MemorySessionBus();

  @Override
  protected SessionBus here() {
    return bus;
  }

  @Override
  protected SessionBus there() {
    return bus;
  }
}
