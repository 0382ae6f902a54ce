package org.univoice.job.voice;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.univoice.job.translation.Translation;

/** Carries {@link VoiceCasting}. */
public final class VoiceFunction extends RichMapFunction<Translation, VoicedTranslation> {

  private static final long serialVersionUID = 1L;

  private final VoiceCasting casting = new VoiceCasting();
  private transient Map<VoiceTier, Counter> wanted;

  @Override
  public void open(OpenContext context) {
    var metrics = getRuntimeContext().getMetricGroup().addGroup("voice");
    wanted = new EnumMap<>(VoiceTier.class);
    for (VoiceTier tier : VoiceTier.values()) {
      wanted.put(tier, metrics.counter(tier.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public VoicedTranslation map(Translation translation) {
    VoicedTranslation voiced = casting.cast(translation);
    if (!translation.ref().kind().isMarker()) {
      wanted.get(voiced.wanted()).inc();
    }
    return voiced;
  }
}
