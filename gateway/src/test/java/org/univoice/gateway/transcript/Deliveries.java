package org.univoice.gateway.transcript;

import java.util.List;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.delivery.DeliveryBody.Stages;

/** What the job delivers of something that was said. */
public final class Deliveries {
  private Deliveries() {}

  public static Segment segment(String track, long startMillis) {
    return new Segment(track + ":" + startMillis, "S1", track, startMillis, startMillis + 800);
  }

  public static DeliveryBody caption(Segment segment, String text) {
    return new DeliveryBody.Caption(segment, true, "en", text, 0.9f, false, List.of());
  }

  public static DeliveryBody partial(Segment segment, String text) {
    return new DeliveryBody.Caption(segment, false, "en", text, 0.9f, false, List.of());
  }

  public static DeliveryBody translation(Segment segment, String language, String text) {
    return new DeliveryBody.Translation(
        segment, "en", language, text, 0.8f, List.of(), List.of(), "useful");
  }

  public static DeliveryBody latency(Segment segment, String language, long millis) {
    return new DeliveryBody.Latency(
        segment.id(), language, new Stages(1, 2, 3, 4, 5, millis), 1_000);
  }

  public static DeliveryBody notice(String code, String segment) {
    return new DeliveryBody.Notice(code, "m", "s", segment);
  }

  public static Delivery to(String session, String participant, DeliveryBody body) {
    return new Delivery(participant + "/" + body.hashCode(), session, participant, 1, body);
  }
}
