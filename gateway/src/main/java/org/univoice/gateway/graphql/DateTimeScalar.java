package org.univoice.gateway.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Moments as RFC 3339. */
final class DateTimeScalar {
  static final GraphQLScalarType TYPE =
      GraphQLScalarType.newScalar().name("DateTime").coercing(new Moments()).build();

  private DateTimeScalar() {}

  private static final class Moments implements Coercing<Instant, String> {
    @Override
    public String serialize(Object moment, GraphQLContext context, Locale locale) {
      return moment.toString();
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        return Instant.parse(input.toString());
      } catch (DateTimeParseException e) {
        throw new CoercingParseValueException("A moment looks like 2026-11-21T23:34:18Z.");
      }
    }

    @Override
    public Instant parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (input instanceof StringValue text) {
        return parseValue(text.getValue(), context, locale);
      }
      throw new CoercingParseLiteralException("A moment is a string.");
    }
  }
}
