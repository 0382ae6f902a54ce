package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of participations does. */
public abstract class ParticipationStoreContract {
  private final String user = "../" + UUID.randomUUID();

  protected abstract ParticipationStore store();

  @Test
  void shouldKnowInWhichSessionsAUserTookPartUntilTheyAreForgotten() {
    Participation first = new Participation("s1", "p1");
    Participation again = new Participation("s1", "p2");
    Participation other = new Participation("s2", "p3");
    store().note(user, first);
    store().note(user, first);
    store().note(user, again);
    store().note(user, other);
    store().note(user + "x", new Participation("s3", "p4"));

    assertThat(store().ofUser(user)).containsExactlyInAnyOrder(first, again, other);

    assertThat(store().tookPart(user, "s2")).isTrue();
    assertThat(store().tookPart(user, "s3")).isFalse();
    assertThat(store().tookPart(user, "s")).isFalse();

    store().forget(user, again);
    store().forget(user, again);
    assertThat(store().ofUser(user)).containsExactlyInAnyOrder(first, other);
    assertThat(store().ofUser(user + "x")).hasSize(1);
  }
}
