package org.univoice.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.bus.SessionBus.Listener;
import org.univoice.gateway.bus.SessionEvent.ConsentChanged;
import org.univoice.gateway.bus.SessionEvent.Ended;
import org.univoice.gateway.bus.SessionEvent.Over;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.bus.SessionEvent.Updated;
import org.univoice.gateway.session.RandomIds;

/** What every bus does. */
public abstract class SessionBusContract {
  protected final String session = new RandomIds().get();
  protected final Heard heard = new Heard();

  /** The bus as one gateway has it, and as another one does. */
  protected abstract SessionBus here();

  protected abstract SessionBus there();

  /** Remembers what it hears. */
  public static final class Heard implements Listener {
    public final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(String sessionId, SessionEvent event) {
      events.add(event);
    }
  }

  @Test
  void shouldTellEveryGatewayOnceAndThisOneAtOnce() {
    Heard other = new Heard();
    subscribe(there(), Topic.NEWS, other);
    subscribe(here(), Topic.NEWS, heard);
    here().subscribe(session, Topic.NEWS, heard);
    other.events.clear();

    here().publish(session, new Updated());
    assertThat(heard.events).containsExactly(new Updated());
    here().publish(session, new Over());

    eventually("it comes", () -> other.events.contains(new Over()));
    assertThat(other.events).containsExactly(new Updated(), new Over());
    there().publish(session, new Updated());
    eventually("it comes back", () -> heard.events.size() == 3);
    assertThat(other.events).hasSize(3);
  }

  @Test
  void shouldTellWhoListensToThatSessionAndTopicOnly() {
    subscribe(there(), Topic.DECISIONS, heard);

    here().publish(new RandomIds().get(), new Ended());
    here().publish(session, new Updated());
    here().publish(session, new Ended());

    eventually("it comes", () -> !heard.events.isEmpty());
    assertThat(heard.events).containsExactly(new Ended());
  }

  @Test
  void shouldTellEveryGatewayOfPeople() {
    Heard other = new Heard();
    ConsentChanged change = new ConsentChanged("ana " + session, "RECORDING");
    here().subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, heard);
    there().subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, other);

    eventually(
        "it listens",
        () -> {
          here().publish(SessionBus.EVERY_SESSION, change);
          return other.events.contains(change);
        });

    assertThat(heard.events).containsOnly(change);
  }

  @Test
  void shouldKeepVoicesAndThoseWhoWantThemApart() {
    Heard voices = new Heard();
    there().subscribe(session, Topic.LISTENERS, heard);
    there().subscribe(session, Topic.VOICES, voices);

    eventually(
        "both come",
        () -> {
          here().publish(session, new SessionEvent.Listening("here"));
          here().publish(session, new SessionEvent.Voice("here", "ana", 0, 50, new byte[1_600]));
          return !heard.events.isEmpty() && !voices.events.isEmpty();
        });

    assertThat(heard.events).containsOnly(new SessionEvent.Listening("here"));
    assertThat(voices.events).hasOnlyElementsOfType(SessionEvent.Voice.class);
  }

  @Test
  void shouldTellNobodyWhoListensNoMore() {
    Heard other = new Heard();
    subscribe(there(), Topic.NEWS, heard);
    subscribe(there(), Topic.NEWS, other);
    there().unsubscribe(session, Topic.NEWS, heard);
    heard.events.clear();

    here().publish(session, new Over());

    eventually("it comes", () -> !other.events.isEmpty());
    assertThat(heard.events).isEmpty();
  }

  @Test
  void shouldTellTheOthersWhenOneFails() {
    subscribe(
        there(),
        Topic.NEWS,
        (id, event) -> {
          throw new IllegalStateException("I always fail");
        });
    subscribe(there(), Topic.NEWS, heard);

    here().publish(session, new Over());

    eventually("it comes", () -> !heard.events.isEmpty());
  }

  /** Returns when it hears; what it heard meanwhile is forgotten. */
  protected void subscribe(SessionBus bus, Topic topic, Listener listener) {
    Heard probe = new Heard();
    bus.subscribe(session, topic, listener);
    bus.subscribe(session, topic, probe);
    SessionBus sender = bus == here() ? there() : here();
    eventually(
        "it listens",
        () -> {
          sender.publish(session, topic == Topic.NEWS ? new Updated() : new Ended());
          return !probe.events.isEmpty();
        });
    bus.unsubscribe(session, topic, probe);
    settle(bus, topic);
    if (listener instanceof Heard that) {
      that.events.clear();
    }
  }

  /** Nothing that was told before is on its way any more. */
  private void settle(SessionBus bus, Topic topic) {
    SessionBus sender = bus == here() ? there() : here();
    Heard last = new Heard();
    bus.subscribe(session, topic, last);
    SessionEvent marker =
        topic == Topic.NEWS ? new Over() : new SessionEvent.Changed("", "", "", "last");
    sender.publish(session, marker);
    eventually("the last comes", () -> last.events.contains(marker));
    bus.unsubscribe(session, topic, last);
  }
}
