package org.univoice.gateway.graphql;

import java.time.Duration;

/**
 * What GraphQL allows.
 *
 * @param introspection whether clients may ask for the schema
 * @param deepest how many fields may lie within each other
 * @param mostFields how many fields a question may ask for
 * @param proofEvery how often who opened a connection must still be who they were
 */
public record GraphqlConfig(
    boolean introspection, int deepest, int mostFields, Duration proofEvery) {
  // A tool's introspection is 13 fields deep; nothing of ours needs more than 4.
  public static final GraphqlConfig DEFAULT =
      new GraphqlConfig(false, 15, 200, Duration.ofMinutes(1));

  public GraphqlConfig withIntrospection() {
    return new GraphqlConfig(true, deepest, mostFields, proofEvery);
  }

  public GraphqlConfig withProofEvery(Duration wanted) {
    return new GraphqlConfig(introspection, deepest, mostFields, wanted);
  }
}
