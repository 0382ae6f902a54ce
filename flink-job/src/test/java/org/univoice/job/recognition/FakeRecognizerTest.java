package org.univoice.job.recognition;

class FakeRecognizerTest extends RecognizerContract {

  @Override
  protected Recognizer recognizer() {
    return new FakeRecognizer();
  }
}
