package org.univoice.job.triton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.call.ModelCall;
import org.univoice.job.stream.TranslationStyle;
import org.univoice.job.translation.NamedSpan;
import org.univoice.job.translation.Translator;
import org.univoice.job.translation.WordLink;

/** The role {@code translator} behind Triton. */
public final class TritonTranslator extends TritonRole implements Translator {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TritonTranslator.class);
  private static final String MODEL = "translator";
  private static final long ASK_AGAIN_MILLIS = 5_000;

  private transient volatile Set<String> pairs;
  private transient volatile Set<String> entityLanguages;
  private transient volatile Set<String> domains;
  private transient volatile Set<String> formalities;
  private transient volatile long askedMillis;

  public TritonTranslator(TritonConfig config) {
    super(config, MODEL);
  }

  @Override
  public void open() {
    super.open();
    readDeclaration();
  }

  /** While the model has not said what it serves, every pair counts as served. */
  @Override
  public boolean serves(String source, String target) {
    if (pairs == null && System.currentTimeMillis() - askedMillis > ASK_AGAIN_MILLIS) {
      askedMillis = System.currentTimeMillis();
      Thread asking = new Thread(this::readDeclaration, "translator-declaration");
      asking.setDaemon(true);
      asking.start();
    }
    Set<String> known = pairs;
    return known == null || known.contains(source + ">" + target);
  }

  @Override
  public ModelCall<Rendering> translate(Request request) {
    Tensors tensors =
        Tensors.forModel(MODEL)
            .string("TEXT", request.text())
            .string("SOURCE", request.source())
            .string("TARGET", request.target());
    if (!request.context().isEmpty()) {
      tensors.strings("CONTEXT", request.context());
    }
    style(tensors, request.style());
    return model.unary(
        tensors.build(),
        outputs -> {
          String text = outputs.string("TEXT");
          return new Rendering(
              text,
              outputs.number("CONFIDENCE"),
              outputs.strings("ALTERNATIVES"),
              links(request.text(), text, outputs.integersIfAny("ALIGNMENT")));
        });
  }

  /** The model counts in code points. */
  private static List<WordLink> links(String source, String target, int[] ends) {
    if (!areIn(source, target, ends)) {
      return List.of(); // Of another text than ours: the translation is good without them.
    }
    List<WordLink> links = new ArrayList<>();
    for (int i = 0; i + 3 < ends.length; i += 4) {
      links.add(
          new WordLink(
              source.offsetByCodePoints(0, ends[i]),
              source.offsetByCodePoints(0, ends[i + 1]),
              target.offsetByCodePoints(0, ends[i + 2]),
              target.offsetByCodePoints(0, ends[i + 3])));
    }
    return links;
  }

  private static boolean areIn(String source, String target, int[] ends) {
    int[] most = {
      source.codePointCount(0, source.length()), target.codePointCount(0, target.length())
    };
    for (int i = 0; i + 1 < ends.length; i += 2) {
      if (ends[i] < 0 || ends[i + 1] < ends[i] || ends[i + 1] > most[i / 2 % 2]) {
        return false;
      }
    }
    return true;
  }

  /** Only what the weights say that they know: others would be asked for nothing. */
  private void style(Tensors tensors, TranslationStyle style) {
    if (domains != null && domains.contains(style.domain())) {
      tensors.string("DOMAIN", style.domain());
    }
    String formality = style.formality().name().toLowerCase(Locale.ROOT);
    if (formalities != null && formalities.contains(formality)) {
      tensors.string("FORMALITY", formality);
    }
  }

  /** Not before the model has said so. */
  @Override
  public boolean findsNames(String language) {
    Set<String> known = entityLanguages;
    return known != null && known.contains(language);
  }

  @Override
  public ModelCall<List<NamedSpan>> names(String text, String language) {
    Tensors tensors =
        Tensors.forModel(MODEL)
            .bool("ENTITIES", true)
            .string("TEXT", text)
            .string("SOURCE", language);
    return model.unary(
        tensors.build(),
        outputs -> spans(text, outputs.strings("ENTITY_TYPES"), outputs.integers("ENTITY_SPANS")));
  }

  /** The model counts in code points. */
  private static List<NamedSpan> spans(String text, List<String> types, int[] ends) {
    List<NamedSpan> spans = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      int start = text.offsetByCodePoints(0, ends[2 * i]);
      int end = text.offsetByCodePoints(0, ends[2 * i + 1]);
      spans.add(new NamedSpan(start, end, types.get(i)));
    }
    return spans;
  }

  private static Set<String> texts(JsonNode declaration, String field) {
    Set<String> texts = new HashSet<>();
    declaration.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private synchronized void readDeclaration() {
    askedMillis = System.currentTimeMillis();
    try {
      if (model == null) {
        open();
        return;
      }
      Set<String> declared = new HashSet<>();
      JsonNode declaration = new ObjectMapper().readTree(model.describe());
      for (JsonNode pair : declaration.path("pairs")) {
        declared.add(pair.path("source").asText() + ">" + pair.path("target").asText());
      }
      entityLanguages = texts(declaration, "entityLanguages");
      domains = texts(declaration, "domains");
      formalities = texts(declaration, "formalities");
      pairs = declared;
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.warn("The translator has not said yet what it serves: {}", e.toString());
    }
  }
}
