package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.univoice.job.glossary.GlossaryMatch;
import org.univoice.job.glossary.SessionGlossary;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.stream.TranslationStyle;

/**
 * Says who spoke and who wants to hear it; keyed by session. Participants come from the stream's
 * OPENED records. They hear until their LEFT record, and are known until their track's TRACK_ENDED
 * marker has come too: what they said last is still under way when they leave. Records and segments
 * come by different ways, so a segment that is faster than its track's OPENED record waits for it.
 */
public final class DiarizationFunction
    extends KeyedCoProcessFunction<String, RecognizedSegment, TrackEvent, Utterance> {

  /** What tracks teach of enrolled voices. */
  public static final OutputTag<VoiceLesson> LESSONS =
      new OutputTag<>("voice-lessons", TypeInformation.of(VoiceLesson.class));

  private static final String[] NOBODY = {};

  private final DiarizationConfig config;
  private final SpeakerAssigner assigner;

  private transient ValueState<SessionMemory> memoryState;
  private transient ListState<RecognizedSegment> earlyState;
  private transient MapState<String, Long> terms;
  private transient MapState<String, TrackVoice> voiceState;
  private transient ValueState<SessionGlossary> glossaryState;
  private transient ValueState<TranslationStyle> styleState;
  private transient Counter assignments;
  private transient Counter newSpeakers;
  private transient Counter splits;
  private transient Counter early;

  public DiarizationFunction(DiarizationConfig config) {
    this.config = config;
    this.assigner = new SpeakerAssigner(config);
  }

  @Override
  public void open(OpenContext context) {
    memoryState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("session", SessionMemory.class));
    earlyState =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("early", RecognizedSegment.class));
    terms =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("terms", Types.STRING, Types.LONG));
    voiceState =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "voices", Types.STRING, TypeInformation.of(TrackVoice.class)));
    glossaryState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("glossary", SessionGlossary.class));
    styleState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("style", TranslationStyle.class));
    var metrics = getRuntimeContext().getMetricGroup().addGroup("diarization");
    assignments = metrics.counter("assignments");
    newSpeakers = metrics.counter("newSpeakers");
    splits = metrics.counter("changesWithinSegments");
    early = metrics.counter("earlySegments");
  }

  @Override
  public void processElement1(RecognizedSegment segment, Context context, Collector<Utterance> out)
      throws Exception {
    var memory = memory();
    if (memory.knows(segment.ref().track())) {
      keep(assign(segment, memory, context, out), context);
    } else {
      earlyState.add(segment);
      early.inc();
      long nowMillis = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(nowMillis + config.idleMillis());
    }
  }

  private SessionMemory assign(
      RecognizedSegment segment, SessionMemory known, Context context, Collector<Utterance> out)
      throws Exception {
    var ref = segment.ref();
    var memory = known.wanting(known.targets(ref.track()));
    var voice = voiceState.get(ref.track());
    var enrolled =
        voice == null ? null : VoiceModels.comparable(voice.voice(), segment.voiceprint());
    var roster = VoiceModels.comparable(memory.roster(), segment.voiceprint());
    var assigned = assigner.assign(roster, segment, enrolled);
    if (voice != null) {
      learn(voice, segment, enrolled == null ? null : assigned.lesson(), context);
    }
    if (ref.kind().isSpoken()) {
      assignments.inc();
      newSpeakers.inc(assigned.roster().named() - memory.roster().named());
      splits.inc(assigned.turns().size() - 1);
    }
    String[] targets =
        ref.kind().isMarker()
            ? memory.everWanted()
            : ref.kind().isSpoken() ? memory.targets(ref.track()) : NOBODY;
    for (SpokenTurn turn : assigned.turns()) {
      var said = turn.said();
      var terms =
          ref.kind().isSpoken()
              ? GlossaryMatch.occurring(glossaryState.value(), said.text(), said.language())
              : null;
      out.collect(
          new Utterance(
              said,
              turn.speaker(),
              turn.profile(),
              targets,
              turn.profileId(),
              terms,
              turn.overlapped(),
              ref.kind().isSpoken() ? styleState.value() : null));
    }
    var after = memory.with(assigned.roster());
    return ref.kind() == SegmentKind.TRACK_ENDED ? after.withEnded(ref.track()) : after;
  }

  private void learn(
      TrackVoice before, RecognizedSegment segment, Voiceprint lesson, Context context)
      throws Exception {
    var ref = segment.ref();
    var after = before.heard(segment, lesson);
    if (after.isDue(segment)) {
      context.output(
          LESSONS, new VoiceLesson(ref.session(), ref.track(), after.gateway(), after.learned()));
      after = after.told(ref.endMillis());
    }
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      voiceState.remove(ref.track());
    } else if (after != before) {
      voiceState.put(ref.track(), after);
    }
  }

  /** Who is opened without a voice has none any more. */
  private SessionMemory voiced(SessionMemory opened, TrackEvent event) throws Exception {
    var control = event.control();
    var before = voiceState.get(event.track());
    if (control.voice() != null) {
      voiceState.put(event.track(), TrackVoice.opened(before, control.voice(), event.gateway()));
      return opened;
    }
    if (before == null) {
      return opened;
    }
    voiceState.remove(event.track());
    return opened.with(opened.roster().withoutEnrolled(event.track()));
  }

  @Override
  public void processElement2(TrackEvent event, Context context, Collector<Utterance> out)
      throws Exception {
    var control = event.control();
    if (isLate(event)) {
      return;
    }
    if (control != null && control.kind() == SessionControl.Kind.OPENED) {
      var opened = memory().withOpened(event.track(), control.speaks(), control.hears());
      if (control.glossary() != null) {
        glossaryState.update(control.glossary().terms().length == 0 ? null : control.glossary());
      }
      if (control.style() != null) {
        styleState.update(TranslationStyle.NONE.equals(control.style()) ? null : control.style());
      }
      keep(assignEarly(event.track(), voiced(opened, event), context, out), context);
    } else if (control != null && control.kind() == SessionControl.Kind.LEFT) {
      keep(memory().withLeft(event.track()), context);
    }
  }

  /** Published by a gateway from which another one has taken the participant over. */
  private boolean isLate(TrackEvent event) throws Exception {
    Long known = terms.get(event.track());
    long term = known == null ? 0 : known;
    if (event.term() > term && memory().knows(event.track())) {
      terms.put(event.track(), event.term());
    }
    return event.term() < term;
  }

  private SessionMemory assignEarly(
      String track, SessionMemory opened, Context context, Collector<Utterance> out)
      throws Exception {
    var memory = opened;
    List<RecognizedSegment> others = new ArrayList<>();
    for (RecognizedSegment segment : earlyState.get()) {
      if (segment.ref().track().equals(track)) {
        memory = assign(segment, memory, context, out);
      } else {
        others.add(segment);
      }
    }
    earlyState.update(others);
    return memory;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Utterance> out)
      throws Exception {
    var memory = memoryState.value();
    if (memory == null) {
      earlyState.clear();
      return;
    }
    if (memory.mayBeSpokenIn()) {
      memoryState.update(withTimer(timestamp, memory, 0, context));
    } else if (timestamp >= memory.seenMillis() + config.idleMillis()) {
      memoryState.clear();
      terms.clear();
      earlyState.clear();
      voiceState.clear();
      glossaryState.clear();
      styleState.clear();
    } else {
      memoryState.update(withTimer(memory.seenMillis(), memory, 0, context));
    }
  }

  private void keep(SessionMemory memory, Context context) throws Exception {
    if (memory.isEmpty()) {
      context.timerService().deleteProcessingTimeTimer(memory.idleTimerMillis());
      memoryState.clear();
      terms.clear();
      voiceState.clear();
      glossaryState.clear();
      styleState.clear();
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    memoryState.update(withTimer(nowMillis, memory, memory.idleTimerMillis(), context));
  }

  /** One timer per session: when it fires early it is set again. */
  private SessionMemory withTimer(
      long seenMillis, SessionMemory memory, long timerMillis, Context context) {
    long timer = timerMillis;
    if (timer == 0) {
      timer = seenMillis + config.idleMillis();
      context.timerService().registerProcessingTimeTimer(timer);
    }
    return memory.seen(seenMillis, timer);
  }

  private SessionMemory memory() throws Exception {
    var memory = memoryState.value();
    return memory == null ? SessionMemory.NEW : memory;
  }
}
