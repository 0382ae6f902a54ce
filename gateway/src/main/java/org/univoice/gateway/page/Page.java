package org.univoice.gateway.page;

import java.util.List;
import java.util.Optional;

/**
 * Part of a long list.
 *
 * @param nextToken opaque; asks for the part after this; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
  public Page {
    items = List.copyOf(items);
  }
}
