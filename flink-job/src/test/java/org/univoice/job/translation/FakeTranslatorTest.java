package org.univoice.job.translation;

class FakeTranslatorTest extends TranslatorContract {

  @Override
  protected Translator translator() {
    return new FakeTranslator();
  }
}
