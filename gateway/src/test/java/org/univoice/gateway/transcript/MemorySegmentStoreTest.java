package org.univoice.gateway.transcript;

class MemorySegmentStoreTest extends SegmentStoreContract {
  @Override
  protected SegmentStore store() {
    return new MemorySegmentStore();
  }
}
