package org.univoice.gateway.websocket;

import static org.univoice.gateway.error.RefusedException.shown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.json.StrictJson;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Original;
import org.univoice.gateway.websocket.ClientMessage.Control.Command;

/** Reads one text message. Fields that are not known are left alone: newer clients send more. */
final class ClientMessageReader {
  private static final int LONGEST_TAG = 35;
  private static final String ACTION = MessageHandler.ACTION;

  private ClientMessageReader() {}

  /**
   * @throws RefusedException INVALID_REQUEST with what is wrong
   */
  static ClientMessage read(String text) {
    JsonNode message = parse(text);
    String action = text(message, ACTION, "");
    return switch (action) {
      case ClientMessage.Configure.ACTION -> reading(action, () -> configure(message));
      case ClientMessage.Control.ACTION ->
          reading(
              action,
              () -> new ClientMessage.Control(choice(Command.class, message, "command", null)));
      case ClientMessage.Status.ACTION -> new ClientMessage.Status();
      case ClientMessage.Resume.ACTION ->
          reading(action, () -> new ClientMessage.Resume(lastSequence(message)));
      case "" -> throw invalid("The message has no 'action'.", actions()).about(ACTION);
      default ->
          throw invalid("The action '" + shown(action) + "' is not known.", actions())
              .about(ACTION);
    };
  }

  /** Whoever is refused is told what of all that was said. */
  private static ClientMessage reading(String action, Supplier<ClientMessage> reader) {
    try {
      return reader.get();
    } catch (RefusedException e) {
      throw e.with(ACTION, action);
    }
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode message = StrictJson.read(text);
      if (message == null || !message.isObject()) {
        throw invalid("The message is not a JSON object.", actions());
      }
      return message;
    } catch (JsonProcessingException e) {
      throw invalid("The message is not valid JSON.", "Send one JSON object per text message.");
    }
  }

  private static ClientMessage configure(JsonNode message) {
    return new ClientMessage.Configure(
        audio(message),
        tag(message, "speaks"),
        tag(message, "hears"),
        choice(Captions.class, message, "captions", Captions.ALL),
        output(message),
        choice(Original.class, message, "original", Original.OFF),
        flag(message, "ownTranslations"));
  }

  private static AudioFormat audio(JsonNode message) {
    JsonNode audio = message.path("audio");
    if (audio.isMissingNode() || audio.isNull()) {
      return null;
    }
    if (!audio.isObject()) {
      throw invalid("'audio' is not an object.", "Send {\"format\":…,\"sampleRate\":…}.")
          .about("audio");
    }
    return new AudioFormat(
        shown(text(message, "audio.format", "")),
        number(message, "audio.sampleRate", 16_000),
        number(message, "audio.channels", 1));
  }

  private static String output(JsonNode message) {
    JsonNode output = message.path("output");
    if (output.isMissingNode() || output.isNull()) {
      return null;
    }
    if (!output.isObject()) {
      throw invalid("'output' is not an object.", "Send {\"format\":\"opus\"}, or leave it out.")
          .about("output");
    }
    return shown(text(message, "output.format", "pcm16"));
  }

  private static boolean flag(JsonNode message, String field) {
    JsonNode value = message.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw invalid("'" + field + "' is neither true nor false.", "Send true, or leave it out.")
          .about(field);
    }
    return value.booleanValue();
  }

  private static long lastSequence(JsonNode message) {
    JsonNode last = message.path("lastSequence");
    if (!last.isIntegralNumber() || !last.canConvertToLong() || last.longValue() < 0) {
      throw invalid(
              "'lastSequence' is not a sequence.",
              "Send the highest sequence received, 0 for none.")
          .about("lastSequence");
    }
    return last.longValue();
  }

  private static String tag(JsonNode message, String field) {
    String tag = text(message, field, "");
    if (tag.length() > LONGEST_TAG || !tag.matches("[A-Za-z0-9-]*")) {
      throw invalid("'" + field + "' is not a language tag.", "Send a BCP 47 tag such as en-US.")
          .about(field);
    }
    return tag;
  }

  private static JsonNode at(JsonNode message, String field) {
    return message.at("/" + field.replace('.', '/'));
  }

  /**
   * @param field with those around it, as "audio.format"
   */
  private static String text(JsonNode message, String field, String otherwise) {
    JsonNode value = at(message, field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw invalid("'" + field + "' is not a string.", "Send a JSON string.").about(field);
    }
    return value.textValue();
  }

  private static int number(JsonNode message, String field, int otherwise) {
    JsonNode value = at(message, field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw invalid("'" + field + "' is not a whole number.", "Send a JSON number.").about(field);
    }
    return value.intValue();
  }

  private static <E extends Enum<E>> E choice(
      Class<E> choices, JsonNode message, String field, E otherwise) {
    String value = text(message, field, "");
    if (value.isEmpty() && otherwise != null) {
      return otherwise;
    }
    return Arrays.stream(choices.getEnumConstants())
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(() -> unknown(choices, field, value));
  }

  private static <E extends Enum<E>> RefusedException unknown(
      Class<E> choices, String field, String value) {
    String known =
        String.join(
            ", ",
            Arrays.stream(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList());
    return invalid(
            "'" + field + "' cannot be '" + shown(value) + "'.", "Use one of: " + known + ".")
        .about(field);
  }

  private static String actions() {
    return "Use one of: session.configure, audio.control, session.status, session.resume.";
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }
}
