package org.univoice.job.triton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.call.ModelCall.AnswerObserver;

/**
 * Whether the synthesizer declares that it clones voices. Asked without waiting; until it has said
 * so it clones nobody, and a synthesizer that has not answered is asked again every 5 s.
 */
final class CloningDeclaration implements AnswerObserver<String> {

  private static final Logger LOG = LoggerFactory.getLogger(CloningDeclaration.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "speech_synthesizer";
  private static final long ASK_AGAIN_MILLIS = 5_000;

  private final TritonModel model;
  private volatile Boolean offered;
  private volatile long askedMillis;

  CloningDeclaration(TritonModel model) {
    this.model = model;
  }

  /** The model is decoupled: it answers on a stream, also to this. */
  void ask(long nowMillis) {
    askedMillis = nowMillis;
    var request = Tensors.forModel(MODEL).bool("DESCRIBE", true).streamed().build();
    model.streamed(request, outputs -> outputs.string("DECLARATION")).start(this);
  }

  boolean isOffered(long nowMillis) {
    Boolean known = offered;
    if (known == null && nowMillis - askedMillis > ASK_AGAIN_MILLIS) {
      ask(nowMillis);
    }
    return Boolean.TRUE.equals(known);
  }

  @Override
  public void onAnswer(String declaration) {
    try {
      offered = JSON.readTree(declaration).path("cloning").asBoolean(false);
    } catch (JsonProcessingException e) {
      onFailed(e);
    }
  }

  @Override
  public void onCompleted() {}

  @Override
  public void onFailed(Throwable cause) {
    LOG.warn("The synthesizer has not said yet whether it clones voices: {}", cause.toString());
  }
}
