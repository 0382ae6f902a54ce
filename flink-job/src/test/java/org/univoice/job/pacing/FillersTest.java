package org.univoice.job.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Um, I think so.|I think so.",
        "en|Well, uh, that was late.|Well, that was late.",
        "en|It was uh three.|It was three.",
        "en|We go on. Er, I hope.|We go on. I hope.",
        "pt|Hã, acho que sim.|Acho que sim.",
        "es|Eh, creo que sí.|Creo que sí.",
        "fr|Euh, je crois que oui.|Je crois que oui.",
        "fr|C'est, euh, trois heures !|C'est, trois heures!",
      })
  void shouldLeaveOutHesitationsAlways(String language, String text, String spoken) {
    assertThat(Fillers.without(text, language, "", "de", false)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|It was, you know, a long day.|It was, a long day.",
        "en|I mean, we could leave.|We could leave.",
        "en|I saw the the man and and left.|I saw the man and left.",
        "en|I I think so.|I think so.",
        "en|The the door is open.|The door is open.",
        "pt|Foi, sabe, um dia longo.|Foi, um dia longo.",
        "pt|Quer dizer, podemos sair.|Podemos sair.",
        "es|Fue, o sea, un día largo.|Fue, un día largo.",
        "fr|Je veux dire, on peut partir.|On peut partir.",
      })
  void shouldLeaveOutPhrasesAndDoubledWordsInAHurry(String language, String text, String spoken) {
    assertThat(Fillers.without(text, language, "", "de", true)).isEqualTo(spoken);
    assertThat(Fillers.without(text, language, "", "de", false)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|You know the answer.",
        "en|I mean it, and you know it.",
        "en|He was taken to the ER.",
        "en|She studied at UM, then left.",
        "en|Uh-huh, that is right.",
        "en|Hm?",
        "en|They had had enough, and that that is so is very, very good.",
        "en|The number is five five one two two.",
        "en|Take vitamin A a day.",
        "pt|Um homem comprou um carro.",
        "pt|Um, dois, três.",
        "pt|Você sabe a resposta.",
        "pt|Vitamina E e cálcio.",
        "pt|Não é?",
        "es|Este, sin embargo, no es.",
        "es|¿Vienes, eh?",
        "es|Sabes la respuesta.",
        "fr|Nous nous levons et vous vous levez.",
        "fr|Bonjour !",
        "fr|Vous savez la réponse.",
        "hi|उम, मैं मैं जाता हूँ।",
      })
  void shouldKeepWhatMeansSomething(String language, String text) {
    assertThat(Fillers.without(text, language, "", "de", true)).isEqualTo(text);
  }

  @Test
  void shouldLeaveOutAHesitationThatTheTranslatorTookOver() {
    assertThat(Fillers.without("Um, acho que sim.", "pt", "Um, I think so.", "en", false))
        .isEqualTo("Acho que sim.");
    assertThat(Fillers.without("Um homem.", "pt", "Um, a man.", "en", false))
        .isEqualTo("Um homem.");
  }

  @Test
  void shouldSayNothingOfWhatIsNothingButAHesitation() {
    assertThat(Fillers.without("Um...", "en", "", "de", false)).isEmpty();
    assertThat(Fillers.without("Uh, um.", "en", "", "de", false)).isEmpty();
  }

  @Test
  void shouldSayAPhraseThatIsAllThereIs() {
    assertThat(Fillers.without("You know, you know...", "en", "", "de", true)).isNotEmpty();
  }

  @Property
  void shouldTakeAnyTextAndAddNoLetter(@ForAll String text, @ForAll boolean isBrisk) {
    for (String language : new String[] {"en", "pt", "es", "fr", "hi"}) {
      String spoken = Fillers.without(text, language, text, "en", isBrisk);

      assertThat(spoken.codePoints().filter(Character::isLetterOrDigit).count())
          .isLessThanOrEqualTo(text.codePoints().filter(Character::isLetterOrDigit).count());
      assertThat(Fillers.without(spoken, language, spoken, "en", isBrisk)).isNotNull();
    }
  }
}
