package org.univoice.job.triton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.call.ModelCall;
import org.univoice.job.translation.Translator;

/** The role {@code translator} behind Triton. */
public final class TritonTranslator extends TritonRole implements Translator {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TritonTranslator.class);
  private static final String MODEL = "translator";
  private static final long ASK_AGAIN_MILLIS = 5_000;

  private transient volatile Set<String> pairs;
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
    return model.unary(
        tensors.build(),
        outputs ->
            new Rendering(
                outputs.string("TEXT"),
                outputs.number("CONFIDENCE"),
                outputs.strings("ALTERNATIVES")));
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
      pairs = declared;
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.warn("The translator has not said yet what it serves: {}", e.toString());
    }
  }
}
