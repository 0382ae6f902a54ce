package org.univoice.gateway.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.EndpointClass;

/**
 * As how many requests a question counts: each field that it begins with does what one request of
 * REST does. A question that cannot be understood counts as one that reads.
 */
record QuestionWeight(EndpointClass kind, long requests) {
  /** Whoever follows a chain of fragments needs a call of its own for each. */
  private static final int MOST_PARTS = 100;

  private static final QuestionWeight LIGHTEST = new QuestionWeight(EndpointClass.READ, 1);

  /**
   * @throws RefusedException INVALID_REQUEST when it is in more parts than anybody writes
   */
  static QuestionWeight of(GraphqlQuestion question) {
    Document document;
    try {
      document = Parser.parse(question.query());
    } catch (InvalidSyntaxException e) {
      return LIGHTEST;
    }
    if (document.getDefinitions().size() > MOST_PARTS) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The question has more than " + MOST_PARTS + " operations and fragments.",
          "Ask in several questions.");
    }
    return operation(document, question.operationName())
        .map(
            asked ->
                new QuestionWeight(
                    asked.getOperation() == Operation.MUTATION
                        ? EndpointClass.WRITE
                        : EndpointClass.READ,
                    Math.max(1, fields(asked.getSelectionSet(), document, new HashSet<>()))))
        .orElse(LIGHTEST);
  }

  private static Optional<OperationDefinition> operation(Document document, Optional<String> name) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(each -> name.isEmpty() || name.get().equals(each.getName()))
        .findFirst();
  }

  /**
   * @param seen fragments that were counted: GraphQL merges what one adds again, and lets none
   *     contain itself
   */
  private static long fields(SelectionSet selections, Document document, Set<String> seen) {
    long fields = 0;
    for (Selection<?> selection : selections.getSelections()) {
      if (selection instanceof Field) {
        fields++;
      } else if (selection instanceof InlineFragment inline) {
        fields += fields(inline.getSelectionSet(), document, seen);
      } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
        for (FragmentDefinition fragment : named(spread.getName(), document)) {
          fields += fields(fragment.getSelectionSet(), document, seen);
        }
      }
    }
    return fields;
  }

  private static List<FragmentDefinition> named(String name, Document document) {
    return document.getDefinitionsOfType(FragmentDefinition.class).stream()
        .filter(fragment -> fragment.getName().equals(name))
        .toList();
  }
}
