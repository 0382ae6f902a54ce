package org.univoice.gateway.graphql;

/**
 * What GraphQL allows.
 *
 * @param introspection whether clients may ask for the schema
 * @param deepest how many fields may lie within each other
 * @param mostFields how many fields a question may ask for
 */
public record GraphqlConfig(boolean introspection, int deepest, int mostFields) {
  // A tool's introspection is 13 fields deep; nothing of ours needs more than 4.
  public static final GraphqlConfig DEFAULT = new GraphqlConfig(false, 15, 200);

  public GraphqlConfig withIntrospection() {
    return new GraphqlConfig(true, deepest, mostFields);
  }
}
