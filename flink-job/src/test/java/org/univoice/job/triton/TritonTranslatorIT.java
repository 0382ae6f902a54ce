package org.univoice.job.triton;

import org.junit.jupiter.api.Tag;
import org.univoice.job.translation.Translator;
import org.univoice.job.translation.TranslatorContract;

/** The contract against the models themselves. */
@Tag("triton")
class TritonTranslatorIT extends TranslatorContract {

  @Override
  protected Translator translator() {
    return new TritonTranslator(RunningTriton.config());
  }
}
