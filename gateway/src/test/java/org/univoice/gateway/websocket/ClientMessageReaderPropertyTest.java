package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Original;

class ClientMessageReaderPropertyTest {

  @Property
  void shouldRefuseAnyTextThatIsNoMessageAndFailOnNone(@ForAll String text) {
    refused(text);
    refused("{\"action\":\"session.configure\",\"audio\":" + text + "}");
  }

  @Test
  void shouldRefuseWhatIsMeantToHurt() {
    refused("[".repeat(60_000));
    refused("{\"action\":".repeat(5_000));
    refused("{\"action\":\"session.status\",\"action\":\"session.resume\"}");
    refused("{\"action\":\"session.status\"}{}");
    refused("{\"action\":\"session.resume\",\"lastSequence\":-1}");
    refused("{\"action\":\"session.resume\",\"lastSequence\":1e400}");
    refused("{\"action\":\"session.resume\",\"lastSequence\":99999999999999999999}");
    refused("{\"action\":\"audio.control\",\"command\":\"explode\"}");
    refused("{\"action\":\"audio.control\"}");
    refused("{\"action\":\"session.configure\",\"speaks\":\"" + "e".repeat(100) + "\"}");
    refused("{\"action\":\"session.configure\",\"speaks\":5}");
    refused("{\"action\":\"session.configure\",\"original\":\"loud\"}");
    refused("{\"action\":\"session.configure\",\"hears\":\"pt\",\"ownTranslations\":1}");
    refused("{\"action\":\"session.configure\",\"hears\":\"pt\",\"output\":\"opus\"}");
  }

  @Test
  void shouldReadWhatIsSaidAndLeaveTheUnknownAlone() {
    assertThat(
            ClientMessageReader.read(
                "{\"action\":\"session.configure\",\"speaks\":\"en\",\"captions\":\"final\",\"later\":{}}"))
        .isEqualTo(
            new ClientMessage.Configure(null, "en", "", Captions.FINAL, null, Original.OFF, false));
    assertThat(
            ClientMessageReader.read(
                "{\"action\":\"session.configure\",\"hears\":\"pt\",\"original\":\"ducked\","
                    + "\"ownTranslations\":true}"))
        .isEqualTo(
            new ClientMessage.Configure(null, "", "pt", Captions.ALL, null, Original.DUCKED, true));
    assertThat(ClientMessageReader.read("{\"action\":\"session.resume\",\"lastSequence\":412}"))
        .isEqualTo(new ClientMessage.Resume(412));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "session.configure | speaks           | \"speaks\":5",
        "session.configure | hears            | \"hears\":\"p t\"",
        "session.configure | captions         | \"captions\":\"some\"",
        "session.configure | original         | \"original\":\"loud\"",
        "session.configure | ownTranslations  | \"ownTranslations\":1",
        "session.configure | output           | \"output\":\"opus\"",
        "session.configure | output.format    | \"output\":{\"format\":1}",
        "session.configure | audio            | \"audio\":[]",
        "session.configure | audio.format     | \"audio\":{\"format\":{}}",
        "session.configure | audio.sampleRate | \"audio\":{\"sampleRate\":0.5}",
        "session.configure | audio.channels   | \"audio\":{\"channels\":\"one\"}",
        "audio.control     | command          | \"command\":\"explode\"",
        "session.resume    | lastSequence     | \"lastSequence\":-1"
      })
  void shouldSayWhichFieldOfWhichMessageIsAtFault(String action, String field, String sent) {
    assertThat(refusal("{\"action\":\"" + action + "\"," + sent + "}").details())
        .isEqualTo(Map.of("action", action, "field", field));
  }

  @Test
  void shouldSayThatTheActionItselfIsAtFault() {
    for (String text : List.of("{}", "{\"action\":5}", "{\"action\":\"session.explode\"}")) {
      assertThat(refusal(text).details()).as(text).isEqualTo(Map.of("field", "action"));
    }
    assertThat(refusal("[]").details()).isEmpty();
  }

  private static RefusedException refusal(String text) {
    return catchThrowableOfType(RefusedException.class, () -> ClientMessageReader.read(text));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> ClientMessageReader.read(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(refusal.getMessage()).hasSizeLessThan(200);
            });
  }
}
