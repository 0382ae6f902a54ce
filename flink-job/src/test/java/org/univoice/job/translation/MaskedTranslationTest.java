package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.FakeBehaviour;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.LockingCall;
import org.univoice.job.call.ModelCall;
import org.univoice.job.translation.MaskedTranslation.Unmasked;
import org.univoice.job.translation.Translator.Rendering;
import org.univoice.job.translation.Translator.Request;

class MaskedTranslationTest {

  private static final Request WITH_AN_ENTITY =
      new Request("write to ana.silva@example.com", "en", "pt", List.of());

  private static final TranslationGuard GUARD = new TranslationGuard(text -> Map.of());

  @Test
  void shouldPutEntitiesBackWhereTheModelLeftThem() {
    var translator =
        new FakeTranslator(
            asked -> new Rendering(asked.text().replace("write to", "escreve a"), 0.9f, List.of()));

    Unmasked translated = translationBy(translator).get(0);

    assertThat(translated.text()).isEqualTo("escreve a ana.silva@example.com");
    assertThat(translated.kept()).hasSize(1);
    assertThat(translator.behaviour().<Request>requests().get(0).text())
        .doesNotContain("ana.silva");
  }

  @Test
  void shouldAskWithoutTheMaskWhenTheModelLostAnEntity() {
    var translator =
        new FakeTranslator(
            asked ->
                new Rendering(
                    asked.text().contains("@") ? "escreve a ana.silva@example.com" : "escreve",
                    0.9f,
                    List.of()));

    List<Unmasked> translated = translationBy(translator);

    assertThat(translated).hasSize(1);
    assertThat(translated.get(0).text()).isEqualTo("escreve a ana.silva@example.com");
    assertThat(translator.behaviour().requests()).hasSize(2);
  }

  @Test
  void shouldLeaveOutAlternativesThatLostAnEntity() {
    var translator =
        new FakeTranslator(
            asked -> new Rendering(asked.text(), 0.5f, List.of("escreve", asked.text() + "!")));

    assertThat(translationBy(translator).get(0).alternatives())
        .containsExactly("write to ana.silva@example.com!");
  }

  @Test
  void shouldTakeTheNextWordingInsteadOfAnEmptyOne() {
    var translator =
        new FakeTranslator(
            asked -> new Rendering(" ", 0.5f, List.of(asked.text().replace("write to", "a"))));

    Unmasked translated = translationBy(translator).get(0);

    assertThat(translated.text()).isEqualTo("a ana.silva@example.com");
    assertThat(translated.failure()).isNull();
    assertThat(translated.alternatives()).isEmpty();
  }

  @Test
  void shouldTryWithoutTheMaskWhatCameBackInTheWrongLanguage() {
    var translator =
        new FakeTranslator(
            asked ->
                new Rendering(
                    asked.text().contains("@")
                        ? "escreva uma carta para ela amanhã de manhã"
                        : "please do write a long letter to %1",
                    0.5f,
                    List.of()));
    var guard =
        new TranslationGuard(
            text -> text.contains("letter") ? Map.of("en", 0.9, "pt", 0.1) : Map.of("pt", 1.0));

    List<Unmasked> translated =
        Hearing.answersOf(new MaskedTranslation(translator, WITH_AN_ENTITY, null, guard));

    assertThat(translated)
        .extracting(Unmasked::text)
        .containsExactly("escreva uma carta para ela amanhã de manhã");
  }

  @Test
  void shouldSayWhyThereIsNoTranslationRatherThanShowNone() {
    var translator = new FakeTranslator(asked -> new Rendering("", 0.5f, List.of()));

    List<Unmasked> translated = translationBy(translator);

    assertThat(translated).hasSize(1);
    assertThat(translated.get(0).text()).isEmpty();
    assertThat(translated.get(0).failure()).isEqualTo("the model gave no translation into pt");
    assertThat(translator.behaviour().requests()).hasSize(2);
  }

  @Test
  void shouldHideANameOnlyWhenTheModelHasChangedIt() {
    var changing =
        new FakeTranslator(
            asked -> new Rendering(asked.text().replace("Beatriz", "Beatrice"), 0.9f, List.of()));
    var keeping = new FakeTranslator(asked -> new Rendering(asked.text(), 0.9f, List.of()));
    var said = new Request("fala com Beatriz", "pt", "en", List.of());

    for (FakeTranslator translator : List.of(changing, keeping)) {
      Unmasked answer =
          Hearing.answersOf(new MaskedTranslation(translator, said, null, GUARD)).get(0);
      assertThat(answer.text()).isEqualTo("fala com Beatriz");
      assertThat(answer.kept()).extracting(Entity::text).containsExactly("Beatriz");
    }
    assertThat(changing.behaviour().<Request>requests())
        .extracting(Request::text)
        .containsExactly("fala com Beatriz", "fala com %1");
    assertThat(keeping.behaviour().requests()).hasSize(1);
  }

  @Test
  void shouldTakeTheChangedNameRatherThanAHole() {
    var losing =
        new FakeTranslator(
            asked -> new Rendering(asked.text().replaceAll("Beatriz|%1", "her"), 0.9f, List.of()));
    var said = new Request("fala com Beatriz", "pt", "en", List.of());

    List<Unmasked> answers = Hearing.answersOf(new MaskedTranslation(losing, said, null, GUARD));

    assertThat(answers).extracting(Unmasked::text).containsExactly("fala com her");
    assertThat(answers.get(0).kept()).isEmpty();
  }

  @Test
  void shouldTakeTheChangedNameWhenTheModelFailsTheSecondTime() {
    var behaviour = new FakeTranslator().behaviour();
    var failing = changingNames(behaviour, () -> behaviour.refuseNext(1));
    var said = new Request("fala com Beatriz", "pt", "en", List.of());

    List<Unmasked> answers = Hearing.answersOf(new MaskedTranslation(failing, said, null, GUARD));

    assertThat(answers).extracting(Unmasked::text).containsExactly("fala com Beatrice");
  }

  @Test
  void shouldTakeTheChangedNameWhenTimeIsUpTheSecondTime() {
    var behaviour = new FakeTranslator().behaviour();
    var slow = changingNames(behaviour, () -> behaviour.ignoreNext(1));
    var said = new Request("fala com Beatriz", "pt", "en", List.of());
    List<String> gaveUp = new ArrayList<>();

    var translated = Hearing.of(new MaskedTranslation(slow, said, null, GUARD));
    translated.expire(false, () -> gaveUp.add("lost"));

    assertThat(translated.answers())
        .extracting(Unmasked::text)
        .containsExactly("fala com Beatrice");
    assertThat(translated.isOver()).isTrue();
    assertThat(gaveUp).isEmpty();
    assertThat(behaviour.cancelled()).isEqualTo(1);
  }

  @Test
  void shouldTranslateWithoutNamesWhenNobodyFindsThemInTime() {
    var behaviour = new FakeTranslator().behaviour();
    var finder =
        new Translator() {
          @Override
          public boolean serves(String source, String target) {
            return true;
          }

          @Override
          public boolean findsNames(String language) {
            return true;
          }

          @Override
          public ModelCall<List<NamedSpan>> names(String text, String language) {
            behaviour.ignoreNext(1);
            return behaviour.call("m", text, List::of);
          }

          @Override
          public ModelCall<Rendering> translate(Request request) {
            return behaviour.call(
                "m", request, () -> List.of(new Rendering("fala com ela", 0.9f, List.of())));
          }
        };
    var said = new Request("talk to her", "en", "pt", List.of());
    List<String> gaveUp = new ArrayList<>();

    var translated = Hearing.of(new MaskedTranslation(finder, said, null, GUARD));
    translated.expire(false, () -> gaveUp.add("made again"));
    assertThat(gaveUp).containsExactly("made again");
    translated.expire(true, () -> gaveUp.add("lost"));

    assertThat(gaveUp).containsExactly("made again");
    assertThat(translated.answers()).extracting(Unmasked::text).containsExactly("fala com ela");
  }

  @Test
  void shouldGiveATranslationUpThatHasNothingToShowWhenTimeIsUp() {
    var translator = new FakeTranslator();
    translator.behaviour().ignoreNext(1);
    List<String> gaveUp = new ArrayList<>();

    new MaskedTranslation(translator, WITH_AN_ENTITY, null, GUARD)
        .start(Hearing.ignoring())
        .expire(true, () -> gaveUp.add("nothing"));

    assertThat(gaveUp).containsExactly("nothing");
  }

  @Test
  void shouldFailWhenTheModelFails() {
    var translator = new FakeTranslator();
    translator.behaviour().refuseNext(1);

    assertThatThrownBy(() -> translationBy(translator)).hasMessageContaining("failed");
  }

  @Test
  void shouldBeCancelledWhileTheModelLosesAnEntity() throws InterruptedException {
    var model = new LockingCall<Rendering>();
    var translation = new MaskedTranslation(answering(model), WITH_AN_ENTITY, null, GUARD);
    ModelCall.Cancellable call = translation.start(Hearing.ignoring());

    assertThat(
            model.isCancelledWhile(
                observer -> {
                  observer.onAnswer(new Rendering("escreve", 0.9f, List.of()));
                  observer.onCompleted();
                },
                call))
        .isTrue();
  }

  private static List<Unmasked> translationBy(Translator translator) {
    return Hearing.answersOf(new MaskedTranslation(translator, WITH_AN_ENTITY, null, GUARD));
  }

  private static Translator answering(ModelCall<Rendering> call) {
    return new Translator() {
      @Override
      public boolean serves(String source, String target) {
        return true;
      }

      @Override
      public ModelCall<Rendering> translate(Request request) {
        return call;
      }
    };
  }

  /** Changes a name; masked: what happens when it is asked with the mask. */
  private static Translator changingNames(FakeBehaviour behaviour, Runnable masked) {
    return new Translator() {
      @Override
      public boolean serves(String source, String target) {
        return true;
      }

      @Override
      public ModelCall<Rendering> translate(Request request) {
        if (request.text().contains("%1")) {
          masked.run();
        }
        String text = request.text().replace("Beatriz", "Beatrice");
        return behaviour.call("m", request, () -> List.of(new Rendering(text, 0.9f, List.of())));
      }
    };
  }
}
