package org.univoice.job.voice;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
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
  private transient Map<VoiceTier, Counter> wanted;
  private transient Counter hurried;

  @Override
  public void open(OpenContext context) {
    spoken = getRuntimeContext().getState(new ValueStateDescriptor<>("spoken", VoiceMemory.class));
    var metrics = getRuntimeContext().getMetricGroup().addGroup("voice");
    wanted = new EnumMap<>(VoiceTier.class);
    for (VoiceTier tier : VoiceTier.values()) {
      wanted.put(tier, metrics.counter(tier.name().toLowerCase(Locale.ROOT)));
    }
    hurried = metrics.counter("hurried");
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
    wanted.get(cast.voiced().wanted()).inc();
    if (cast.voiced().speed() > 1) {
      hurried.inc();
    }
    out.collect(cast.voiced());
  }
}
