package org.univoice.gateway.stream;

import java.util.List;
import org.univoice.internal.v1.SessionRecord;

class FakeStreamPublisherTest extends StreamPublisherContract {

  private final FakeStreamPublisher fake = new FakeStreamPublisher();

  @Override
  protected StreamPublisher publisher() {
    return fake;
  }

  @Override
  protected void fill() {
    fake.fill();
  }

  @Override
  protected void drain() {
    fake.drain();
  }

  @Override
  protected List<SessionRecord> closeAndRead() {
    return fake.records();
  }
}
