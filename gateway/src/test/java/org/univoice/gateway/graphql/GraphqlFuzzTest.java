package org.univoice.gateway.graphql;

import com.code_intelligence.jazzer.junit.FuzzTest;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.WiringFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.reactivestreams.Publisher;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.testing.DamagedSeeds;

/** However a question is written, it fetches no more and no deeper than is allowed. */
class GraphqlFuzzTest {
  private static final GraphqlConfig LIMITS = new GraphqlConfig(true, 4, 20, Duration.ofMinutes(1));
  private static final Caller ANA =
      new Caller(Principal.of("ana", Role.USER), "192.0.2.1", "", "r");

  /** What subscribers get: nothing ever. */
  private static final Publisher<Object> NOTHING = subscriber -> {};

  private static int fetched;
  private static int roots;
  private static int deepest;
  private static final GraphqlEngine ENGINE =
      new GraphqlEngine(
          RuntimeWiring.newRuntimeWiring()
              .scalar(DateTimeScalar.TYPE)
              .wiringFactory(new Counting())
              .build(),
          null,
          new GraphqlErrors(Clock.systemUTC()),
          LIMITS);

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedQuestion(@ForAll("damaged") byte[] bytes) {
    take(bytes);
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return DamagedSeeds.of(GraphqlFuzzTest.class);
  }

  /** Once as a question, and once as a whole body. */
  private static void take(byte[] bytes) {
    ask(new GraphqlQuestion(text(bytes), Optional.empty(), Map.of()));
    try {
      ask(GraphqlQuestion.read(bytes));
    } catch (RefusedException e) {
      if (e.getMessage().length() > 300 || e.suggestion().isBlank()) {
        throw new AssertionError(e);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void ask(GraphqlQuestion question) {
    fetched = 0;
    roots = 0;
    deepest = 0;
    long weight;
    try {
      weight = QuestionWeight.of(question).requests();
    } catch (RefusedException e) {
      return;
    }
    ENGINE.execute(question, ANA, "localhost");
    if (fetched > LIMITS.mostFields() || deepest > LIMITS.deepest()) {
      throw new AssertionError(fetched + " fields, " + deepest + " deep");
    }
    if (roots > weight) {
      throw new AssertionError(roots + " roots count as " + weight + " requests");
    }
  }

  /** Everything has one value of everything, and what is fetched is counted. */
  private static final class Counting implements WiringFactory {
    @Override
    public DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment field) {
      GraphQLType type = GraphQLTypeUtil.unwrapNonNull(field.getFieldType());
      boolean isList = GraphQLTypeUtil.isList(type);
      Object one = one(GraphQLTypeUtil.unwrapAll(field.getFieldType()));
      return asked -> {
        count(asked);
        boolean isSubscription =
            asked.getParentType().equals(asked.getGraphQLSchema().getSubscriptionType());
        return isSubscription ? NOTHING : isList ? List.of(one) : one;
      };
    }

    private static void count(DataFetchingEnvironment asked) {
      fetched++;
      int level =
          (int)
              asked.getExecutionStepInfo().getPath().toList().stream()
                  .filter(String.class::isInstance)
                  .count();
      roots += level == 1 ? 1 : 0;
      deepest = Math.max(deepest, level);
    }

    private static Object one(GraphQLType type) {
      if (type instanceof GraphQLEnumType choice) {
        return choice.getValues().get(0).getValue();
      }
      return type instanceof GraphQLScalarType scalar && !scalar.getName().equals("ID")
          ? switch (scalar.getName()) {
            case "Int", "Float" -> 1;
            case "Boolean" -> true;
            case "DateTime" -> java.time.Instant.EPOCH;
            default -> "text";
          }
          : "one";
    }
  }
}
