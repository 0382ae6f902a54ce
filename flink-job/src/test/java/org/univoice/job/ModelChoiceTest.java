package org.univoice.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.amazon.AmazonTranslator;
import org.univoice.job.amazon.PollySynthesizer;
import org.univoice.job.amazon.TranscribeRecognizer;
import org.univoice.job.triton.TritonRecognizer;
import org.univoice.job.triton.TritonSynthesizer;
import org.univoice.job.triton.TritonTranslator;

class ModelChoiceTest {

  @Test
  void shouldAskTritonUnlessToldOtherwise() {
    ModelClients models = models();
    assertThat(models.recognizer()).isInstanceOf(TritonRecognizer.class);
    assertThat(models.translator()).isInstanceOf(TritonTranslator.class);
    assertThat(models.synthesizer()).isInstanceOf(TritonSynthesizer.class);
  }

  @Test
  void shouldMixWhoDoesWhat() throws Exception {
    ModelClients models = sent(models("--recognizer", "transcribe"));
    assertThat(models.recognizer()).isInstanceOf(TranscribeRecognizer.class);
    assertThat(models.synthesizer()).isInstanceOf(TritonSynthesizer.class);

    ModelClients others =
        sent(models("--translator", "amazon", "--synthesizer", "polly", "--comprehend", "true"));
    assertThat(others.recognizer()).isInstanceOf(TritonRecognizer.class);
    assertThat(others.translator()).isInstanceOf(AmazonTranslator.class);
    assertThat(others.synthesizer()).isInstanceOf(PollySynthesizer.class);
  }

  @Test
  void shouldTakeTheStreamsRegionUnlessToldAnother() {
    assertThat(region("--region", "sa-east-1")).isEqualTo("sa-east-1");
    assertThat(region("--region", "sa-east-1", "--amazon-region", "eu-west-1"))
        .isEqualTo("eu-west-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--recognizer|whisper|--recognizer must be triton or transcribe, was whisper",
        "--translator|aws|--translator must be triton or amazon, was aws",
        "--synthesizer|amazon|--synthesizer must be triton or polly, was amazon",
        "--polly-endpoint|nowhere|--polly-endpoint: an endpoint must be http(s)://host, was nowhere",
        "--polly-engine|best|Polly's engine must be one of neural, standard, long-form, generative, was best",
        "--translate-formality|rude|Translate's formality must be formal or informal, was RUDE",
        "--transcribe-languages|en-US,en-GB|Transcribe takes one dialect of each language, was en-US,en-GB",
        "--transcribe-vocabularies|a,b|need as many vocabularies as languages for Transcribe, was a,b",
        "--comprehend|maybe|--comprehend must be true or false, was maybe"
      })
  void shouldSayInOneLineWhatIsWrong(String key, String value, String line) {
    assertThatThrownBy(() -> JobConfig.of(new String[] {key, value})).hasMessage(line);
  }

  private static String region(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--recognizer";
    all[args.length + 1] = "transcribe";
    return JobConfig.of(all).models().transcribe().endpoint().region();
  }

  private static ModelClients models(String... args) {
    return ModelClients.of(JobConfig.of(args));
  }

  /** As Flink sends them to whoever uses them. */
  private static ModelClients sent(ModelClients models) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(models);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ModelClients) in.readObject();
    }
  }
}
