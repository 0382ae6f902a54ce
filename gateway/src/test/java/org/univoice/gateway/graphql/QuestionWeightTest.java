package org.univoice.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.limit.EndpointClass.READ;
import static org.univoice.gateway.limit.EndpointClass.WRITE;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionWeightTest {
  @Test
  void shouldWeighWhatOneRequestOfRestDoesAsOne() {
    assertThat(weight("{ listSessions(userId: \"a\") { items { id status } } }"))
        .isEqualTo(new QuestionWeight(READ, 1));
    assertThat(weight("mutation { endSession(id: \"a\") { id } }"))
        .isEqualTo(new QuestionWeight(WRITE, 1));
    assertThat(weight("subscription { onSessionUpdate(sessionId: \"a\") { id } }"))
        .isEqualTo(new QuestionWeight(READ, 1));
  }

  @Test
  void shouldWeighEveryAliasWhereverItIsWritten() {
    assertThat(weight("mutation { a: endSession(id: \"a\") {id} b: endSession(id: \"b\") {id} }"))
        .isEqualTo(new QuestionWeight(WRITE, 2));
    String spread =
        "{ ...F ... { c: getSession(id: \"c\") { id } } } "
            + "fragment F on Query { a: getSession(id: \"a\") { id } ...G } "
            + "fragment G on Query { b: getSession(id: \"b\") { id } }";
    assertThat(weight(spread)).isEqualTo(new QuestionWeight(READ, 3));
  }

  @Test
  void shouldComeToAnEndOfFragmentsThatContainThemselves() {
    assertThat(weight("{ ...F } fragment F on Query { a: getSession(id: \"a\") { id } ...F }"))
        .isEqualTo(new QuestionWeight(READ, 1));
  }

  @Test
  void shouldWeighTheOperationThatIsMeant() {
    String two = "query Q { a } mutation M { a b }";
    assertThat(QuestionWeight.of(new GraphqlQuestion(two, Optional.of("M"), Map.of())))
        .isEqualTo(new QuestionWeight(WRITE, 2));
  }

  @Test
  void shouldWeighWhatItDoesNotUnderstandAsOneThatReads() {
    for (String question : new String[] {"{", "fragment F on Query { a }", "{ ...Nowhere }"}) {
      assertThat(weight(question)).isEqualTo(new QuestionWeight(READ, 1));
    }
  }

  private static QuestionWeight weight(String query) {
    return QuestionWeight.of(new GraphqlQuestion(query, Optional.empty(), Map.of()));
  }
}
