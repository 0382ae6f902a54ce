package org.univoice.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** The lines that the process would write: by its real configuration, in this process. */
public final class LogLines implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final LoggerContext configured = new LoggerContext();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Appender<ILoggingEvent> appender = new Reading();
  private final Encoder<ILoggingEvent> encoder;

  /**
   * @param configuration of Logback, a resource by its full name
   */
  public LogLines(String configuration) {
    configured.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(configured);
    try {
      configurator.doConfigure(LogLines.class.getResource(configuration));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    encoder = encoder(configured.getLogger(Logger.ROOT_LOGGER_NAME));
    root.setLevel(configured.getLogger(Logger.ROOT_LOGGER_NAME).getLevel());
    appender.start();
    root.addAppender(appender);
  }

  /** Of the one appender that writes, which may stand behind one that only hands on. */
  private static Encoder<ILoggingEvent> encoder(AppenderAttachable<ILoggingEvent> from) {
    Appender<ILoggingEvent> first = from.iteratorForAppenders().next();
    return first instanceof OutputStreamAppender<ILoggingEvent> writing
        ? writing.getEncoder()
        : encoder((AsyncAppender) first);
  }

  /** Everything written so far, as text. */
  public String text() {
    return String.join("", lines);
  }

  /** The lines of our own classes, each a JSON object by itself. */
  public List<JsonNode> ours(Predicate<JsonNode> wanted) {
    return lines.stream()
        .map(LogLines::parse)
        .filter(line -> line.path("logger").asText().startsWith("org.univoice."))
        .filter(wanted)
        .toList();
  }

  private static JsonNode parse(String line) {
    if (line.indexOf('\n') != line.length() - 1) {
      throw new AssertionError("not one line: " + line);
    }
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(before);
    configured.stop();
  }

  private final class Reading extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
  }
}
