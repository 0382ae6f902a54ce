package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.websocket.ReadGateHandler.Reason;

class ReadGateHandlerTest {
  private final ReadGateHandler gate = new ReadGateHandler();
  private final EmbeddedChannel channel = new EmbeddedChannel(gate);

  @Test
  void shouldReadOnlyWhenThereIsNoReasonNotTo() {
    gate.hold(Reason.PACE);
    gate.hold(Reason.STREAM);
    gate.release(Reason.PACE);
    assertThat(channel.config().isAutoRead()).isFalse();
    gate.release(Reason.STREAM);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void shouldNotTakeTheSilenceOfAClientThatDoesNotReadForOurs() {
    gate.hold(Reason.ANSWERS);
    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(gate.heldByUs()).isFalse();
    gate.hold(Reason.GOING_AWAY);
    assertThat(gate.heldByUs()).isTrue();
  }
}
