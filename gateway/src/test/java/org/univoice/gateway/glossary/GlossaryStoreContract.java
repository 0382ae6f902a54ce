package org.univoice.gateway.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store of glossaries promises. */
public abstract class GlossaryStoreContract {

  protected abstract GlossaryStore store();

  @Test
  void shouldKeepEachOwnersGlossariesByName() {
    store().put("user-a", "terms", new byte[] {1});
    store().put("user-a", "more", new byte[] {2});
    store().put("user-b", "terms", new byte[] {3});
    store().put("user-a", "terms", new byte[] {4});

    assertThat(store().names("user-a")).containsExactly("more", "terms");
    assertThat(store().names("user")).isEmpty();
    assertThat(store().find("user-a", "terms")).hasValue(new byte[] {4});
    assertThat(store().find("user-b", "terms")).hasValue(new byte[] {3});
    assertThat(store().find("user-b", "more")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsDeletedAndMindNothingThatIsNotThere() {
    store().put("user-c", "terms", new byte[] {1});

    store().delete("user-c", "terms");
    store().delete("user-c", "terms");

    assertThat(store().find("user-c", "terms")).isEmpty();
    assertThat(store().names("user-c")).isEmpty();
  }
}
