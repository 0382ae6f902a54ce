package org.univoice.gateway.delivery;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.internal.v1.DeliveryBatch;

/** Whatever is a batch on the wire becomes deliveries that can wait in a queue. */
class DeliveryDecoderFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  private static void take(byte[] bytes) {
    ListenerQueue queue = new ListenerQueue(100_000, 5_000);
    try {
      DeliveryBatch.parseFrom(bytes).getDeliveriesList().stream()
          .map(DeliveryDecoder::decode)
          .forEach(decoded -> decoded.ifPresent(delivery -> queue.offer(delivery, 0)));
    } catch (InvalidProtocolBufferException e) {
      // gRPC answers this before it comes here.
    }
  }
}
