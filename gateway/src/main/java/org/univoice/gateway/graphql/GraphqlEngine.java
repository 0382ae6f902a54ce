package org.univoice.gateway.graphql;

import com.linecorp.armeria.server.ServiceRequestContext;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.rest.CallerLimits;
import org.univoice.gateway.rest.MediaAddress;

/** Answers questions of somebody known, within limits. Waits for stores. */
final class GraphqlEngine {
  private static final String SCHEMA = "/graphql/schema.graphqls";

  private final GraphQL graphql;
  private final CallerLimits limits;
  private final GraphqlConfig config;

  GraphqlEngine(
      RuntimeWiring wiring, CallerLimits limits, GraphqlErrors errors, GraphqlConfig config) {
    this.limits = limits;
    this.config = config;
    this.graphql =
        GraphQL.newGraphQL(schema(wiring))
            .queryExecutionStrategy(new AsyncExecutionStrategy(errors))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(errors))
            .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(errors))
            .instrumentation(
                new ChainedInstrumentation(
                    List.of(
                        new MaxQueryComplexityInstrumentation(config.mostFields()),
                        new MaxQueryDepthInstrumentation(config.deepest()))))
            .build();
  }

  private static GraphQLSchema schema(RuntimeWiring wiring) {
    try (InputStream in = GraphqlEngine.class.getResourceAsStream(SCHEMA)) {
      var types = new SchemaParser().parse(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new SchemaGenerator().makeExecutableSchema(types, wiring);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws RefusedException RATE_LIMIT_EXCEEDED when the caller asks too much now, INVALID_REQUEST
   *     when it is in too many parts
   */
  ExecutionResult execute(ServiceRequestContext ctx, GraphqlQuestion question, Caller caller) {
    QuestionWeight weight = QuestionWeight.of(question);
    limits.count(ctx, caller, weight.kind(), weight.requests());
    return execute(question, caller, MediaAddress.host(ctx));
  }

  /**
   * @param host by which the caller reached the api
   */
  ExecutionResult execute(GraphqlQuestion question, Caller caller, String host) {
    return graphql.execute(
        ExecutionInput.newExecutionInput(question.query())
            .operationName(question.operationName().orElse(null))
            .variables(question.variables())
            .graphQLContext(
                Map.of(
                    SessionFetchers.CALLER,
                    caller,
                    SessionFetchers.HOST,
                    host,
                    Introspection.INTROSPECTION_DISABLED,
                    !config.introspection()))
            .build());
  }
}
