package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.KeyedCall.Ask;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class ConversationContextPropertyTest {

  /** However sessions take turns, nobody's words go along with another session's. */
  @Property(tries = 100)
  void contextNeverLeaksBetweenSessions(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> turns) {
    FakeTranslator translator = new FakeTranslator();
    var translation = new ContextualTranslation(translator, text -> Map.of(), Clock.systemUTC());
    Map<String, ConversationMemory> kept = new HashMap<>();

    for (int i = 0; i < turns.size(); i++) {
      TargetedUtterance said = said("session" + turns.get(i), i);
      String key = said.conversationKey();
      var ask =
          (Ask<ConversationMemory, MaskedTranslation.Unmasked, Translation>)
              translation.plan(said, kept.get(key), new CallLoad(0, 0, 0));
      var answer = Hearing.answersOf(ask.call()).get(0);
      kept.put(key, translation.onAnswer(said, kept.get(key), answer, 0).memory());
    }

    for (Translator.Request request : translator.behaviour().<Translator.Request>requests()) {
      String session = request.text().split(" ")[0];
      assertThat(request.context()).allMatch(said -> said.startsWith(session + " "));
    }
  }

  private static TargetedUtterance said(String session, int index) {
    long start = index * 1_000L;
    var ref =
        new SegmentRef(session, "ana", start, start + 900, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    var said =
        new RecognizedSegment(
            ref, "en", session + " " + index, new RecognizedWord[0], 0.9f, null, null, null);
    return new TargetedUtterance(new Utterance(said, "S1", null, new String[] {"pt"}), "pt");
  }
}
