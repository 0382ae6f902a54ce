package org.univoice.job.translation;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.univoice.job.diarization.Utterance;

/** One copy of an utterance for each language that somebody wants to hear; captions need none. */
public final class TargetFanOutFunction implements FlatMapFunction<Utterance, TargetedUtterance> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(Utterance utterance, Collector<TargetedUtterance> out) {
    for (String target : utterance.targets()) {
      out.collect(new TargetedUtterance(utterance, target));
    }
  }
}
