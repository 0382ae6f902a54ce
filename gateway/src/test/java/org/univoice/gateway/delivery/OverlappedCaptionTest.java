package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.websocket.DeliveryMessages;
import org.univoice.internal.v1.Caption;

class OverlappedCaptionTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellClientsWhetherSomebodyElseSpokeAtTheSameTime(boolean overlapped) {
    var wire =
        org.univoice.internal.v1.Delivery.newBuilder()
            .setCaption(
                Caption.newBuilder().setFinal(true).setText("Hello").setOverlapped(overlapped))
            .build();

    Delivery delivery = DeliveryDecoder.decode(wire).orElseThrow();
    JsonNode json = new ObjectMapper().valueToTree(DeliveryMessages.of(delivery, null));

    assertThat(json.get("type").asText()).isEqualTo("caption.final");
    assertThat(json.get("overlapped").asBoolean()).isEqualTo(overlapped);
  }
}
