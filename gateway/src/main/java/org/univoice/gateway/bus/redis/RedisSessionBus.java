package org.univoice.gateway.bus.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.bus.SessionListeners;
import org.univoice.gateway.bus.SessionMessage;
import org.univoice.gateway.bus.UnreadableMessageException;
import org.univoice.gateway.cache.redis.RedisLink;

/**
 * Tells other gateways over Redis' channels, one for each session and topic. Nothing is kept there:
 * a gateway that cannot reach Redis at that moment does not hear of it.
 */
public final class RedisSessionBus implements SessionBus {
  private final RedisLink link;
  private final String gateway;
  private final SessionListeners listeners = new SessionListeners();
  private final IgnoredMessages ignored = new IgnoredMessages(System::nanoTime);

  /**
   * @param gateway differs from that of every other gateway
   */
  public RedisSessionBus(RedisLink link, String gateway) {
    this.link = link;
    this.gateway = gateway;
  }

  @Override
  public void publish(String sessionId, SessionEvent event) {
    listeners.tell(sessionId, event);
    byte[] message = SessionMessage.write(gateway, event).getBytes(UTF_8);
    String channel = channel(sessionId, event.topic());
    // That Redis is away is logged by the link, once.
    if (event.topic() == Topic.DECISIONS || event.topic() == Topic.PEOPLE) {
      link.<Long>tellPatiently(redis -> redis.publish(channel, message), (heard, away) -> {});
    } else {
      link.<Long>tell(redis -> redis.publish(channel, message), (heard, away) -> {});
    }
  }

  @Override
  public void subscribe(String sessionId, Topic topic, Listener listener) {
    String channel = channel(sessionId, topic);
    listeners.add(
        sessionId,
        topic,
        listener,
        () -> link.subscribe(channel, text -> heard(sessionId, topic, text)));
  }

  @Override
  public void unsubscribe(String sessionId, Topic topic, Listener listener) {
    listeners.remove(sessionId, topic, listener, () -> link.unsubscribe(channel(sessionId, topic)));
  }

  private void heard(String sessionId, Topic topic, String text) {
    try {
      SessionMessage message = SessionMessage.read(text);
      if (message.event().topic() != topic) {
        throw UnreadableMessageException.elsewhere();
      }
      // What was said here has been heard here.
      if (!message.from().equals(gateway)) {
        listeners.tell(sessionId, message.event());
      }
    } catch (UnreadableMessageException e) {
      ignored.log(sessionId, e.getMessage());
    }
  }

  private static String channel(String sessionId, Topic topic) {
    return switch (topic) {
      case PEOPLE -> "univoice:people";
      case NEWS -> "univoice:session:" + sessionId + ":news";
      case DECISIONS -> "univoice:session:" + sessionId + ":decisions";
      case LISTENERS -> "univoice:session:" + sessionId + ":listeners";
      case VOICES -> "univoice:session:" + sessionId + ":voices";
    };
  }
}
