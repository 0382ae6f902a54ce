package org.univoice.job.voice;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.translation.Translation;

/** Carries {@link VoiceCasting}; keyed by track and target language. */
public final class VoiceFunction
    extends KeyedProcessFunction<String, Translation, VoicedTranslation> {

  private static final long serialVersionUID = 1L;

  private final VoiceCasting casting = new VoiceCasting();
  private transient ValueState<VoiceMemory> spoken;

  @Override
  public void open(OpenContext context) {
    spoken = getRuntimeContext().getState(new ValueStateDescriptor<>("spoken", VoiceMemory.class));
  }

  @Override
  public void processElement(
      Translation translation, Context context, Collector<VoicedTranslation> out) throws Exception {
    if (translation.ref().kind().isMarker()) {
      if (translation.ref().kind() == SegmentKind.TRACK_ENDED) {
        spoken.clear();
      }
      out.collect(new VoicedTranslation(translation, VoiceTier.NONE, null, 1));
      return;
    }
    VoiceMemory memory = spoken.value();
    long nowMillis = context.timerService().currentProcessingTime();
    VoiceCasting.Cast cast =
        casting.cast(translation, memory == null ? VoiceMemory.NOTHING_SPOKEN : memory, nowMillis);
    spoken.update(cast.memory());
    out.collect(cast.voiced());
  }
}
