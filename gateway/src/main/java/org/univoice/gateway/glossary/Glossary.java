package org.univoice.gateway.glossary;

import java.util.List;

/**
 * A vocabulary of somebody's own, checked.
 *
 * @param name unique for its owner
 */
public record Glossary(String name, List<Term> terms) {
  public Glossary {
    terms = List.copyOf(terms);
  }
}
