package org.univoice.job.diarization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.univoice.job.diarization.SpeakerChanges.Stretch;
import org.univoice.job.diarization.VoiceParts.Part;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.EnrolledVoice;

/**
 * Decides who said what in a segment from the microphone it came through, the voices, whose voice
 * is enrolled there, and who spoke last. A participant's track is the strongest evidence: voices
 * are only told apart within it.
 */
public final class SpeakerAssigner implements Serializable {

  private static final long serialVersionUID = 1L;

  private final DiarizationConfig config;
  private final SpeakerChanges changes;

  public SpeakerAssigner(DiarizationConfig config) {
    this.config = config;
    this.changes = new SpeakerChanges(config.fusion(), config.shortMillis());
  }

  /**
   * @param turns in order; one for partials and markers, whose speaker may be empty
   * @param lesson what the segment teaches of the enrolled voice; null for nothing
   */
  record Assignment(SpeakerRoster roster, List<SpokenTurn> turns, Voiceprint lesson) {}

  Assignment assign(SpeakerRoster roster, RecognizedSegment segment) {
    return assign(roster, segment, null);
  }

  /**
   * @param enrolled the voice of the track's participant; null when it is not known
   */
  Assignment assign(SpeakerRoster roster, RecognizedSegment segment, EnrolledVoice enrolled) {
    var ref = segment.ref();
    if (ref.kind().isMarker()) {
      boolean isOver = ref.kind() == SegmentKind.CONFIRMED;
      var nobody = new SpokenTurn(segment, "", null, null, false);
      return new Assignment(isOver ? roster.withOver(ref) : roster, List.of(nobody), null);
    }
    if (ref.kind() == SegmentKind.PARTIAL) {
      return new Assignment(roster, List.of(guessed(roster, segment)), null);
    }
    var scene =
        SegmentScene.of(roster, ref, config.fusion().duplicate())
            .recognised(ref.track(), enrolled, config.fusion().evenLikeness());
    return spoken(scene, segment, enrolled);
  }

  private static SpokenTurn guessed(SpeakerRoster roster, RecognizedSegment segment) {
    String guess =
        roster
            .turn(segment.ref().track())
            .map(turn -> roster.canonical(turn.speaker()))
            .orElseGet(roster::nextId);
    var known = roster.speaker(guess);
    return new SpokenTurn(
        segment,
        guess,
        known.map(Speaker::profile).orElse(null),
        known.map(Speaker::profileId).orElse(null),
        false);
  }

  private Assignment spoken(SegmentScene scene, RecognizedSegment segment, EnrolledVoice enrolled) {
    var ref = segment.ref();
    var passage = Passage.of(scene.heard(), windows(segment));
    var cast =
        SpeakerCast.of(scene, passage.startMillis(ref.startMillis()), enrolled, config.fusion());
    var all = stretches(cast, passage, scene.base().named());
    var stretches = passage.own(all);
    var shares = TurnCutter.cut(segment, passage.own(), stretches);
    int[] heard = passage.voicesOfHeard(all);
    var ids = new NewcomerIds(scene.base().named(), scene.heard(), heard, cast::isNew);
    Set<Integer> voices = new LinkedHashSet<>();
    IntStream.of(heard)
        .filter(voice -> voice >= 0 && (!cast.isNew(voice) || ids.isDelivered(voice)))
        .forEach(voices::add);
    shares.forEach(share -> voices.add(share.voice()));
    var roster = scene.roster();
    List<String> named = new ArrayList<>(Arrays.asList(scene.base().named()));
    Map<Integer, Speaker> speakers = new HashMap<>();
    Map<Integer, Part> parts = new HashMap<>();
    Voiceprint lesson = null;
    for (int voice : voices) {
      var speaker = cast.isNew(voice) ? null : cast.speakers().get(voice);
      if (speaker == null) {
        String id = ids.of(voice, roster);
        if (!named.contains(id)) {
          named.add(id);
        }
        speaker = new Speaker(id, ref.track(), null);
        speaker =
            cast.isOwner(voice)
                ? speaker.enrolledAs(enrolled.profileId(), VoiceAverage.of(enrolled))
                : speaker;
        roster = roster.withNew(speaker);
      }
      float rate = WordRate.perMinute(passage.words(voice, heard, shares));
      var print = segment.voiceprint();
      var model = print == null ? "" : print.model();
      var own = VoiceParts.of(print, model, passage.own(), stretches, voice);
      var learnt =
          passage.isCut() ? VoiceParts.of(null, model, passage.windows(), all, voice) : own;
      lesson = speaker.isEnrolled() && teaches(speaker.profile(), own) ? own.print() : lesson;
      if (teaches(speaker.profile(), learnt)
          || learnt.print() != null && speaker.profile() == null) {
        speaker =
            speaker.withProfile(
                VoiceAverage.with(
                    speaker.profile(), learnt.spokenAt(rate).print(), learnt.heardMillis()));
        roster = roster.with(speaker);
      }
      speakers.put(voice, speaker);
      parts.put(voice, own.spokenAt(rate));
    }
    List<SpokenTurn> turns = new ArrayList<>();
    for (TurnCutter.Share share : shares) {
      var speaker = speakers.get(share.voice());
      turns.add(
          new SpokenTurn(
              share.said().with(print(parts.get(share.voice()), share.said())),
              speaker.id(),
              speaker.profile(),
              speaker.profileId(),
              share.overlapped()));
    }
    var delivered = passage.delivered(shares, turns.stream().map(SpokenTurn::speaker).toList());
    var last = turns.get(turns.size() - 1).speaker();
    var turn = scene.turn(ref, last, named.toArray(String[]::new), delivered);
    return new Assignment(roster.with(turn), turns, lesson);
  }

  /** A turn's own rate, where it has words enough for one; else that of the voice's turns. */
  private static Voiceprint print(Part part, RecognizedSegment said) {
    return part.spokenAt(WordRate.perMinute(List.<RecognizedWord[]>of(said.words()))).print();
  }

  /** Somebody else's sentence, or a very short one, would blur a voice that is known already. */
  private boolean teaches(VoiceProfile profile, Part part) {
    if (part.print() == null || part.heardMillis() < config.shortMillis()) {
      return false;
    }
    return profile == null
        || Likeness.of(
                part.print().embedding(),
                Likeness.ofMillis(part.heardMillis()),
                profile.centroid(),
                profile.attenuation())
            >= config.fusion().evenLikeness();
  }

  private List<Stretch> stretches(SpeakerCast cast, Passage passage, String[] named) {
    if (passage.windows().length == 0) {
      return List.of(new Stretch(cast.likeliest(), 0, 0, false));
    }
    int room = config.speakersPerTrack() - cast.speakers().size();
    return changes.in(passage.windows(), cast.voices(), Math.max(0, room), passage.told(named));
  }

  /** Without windows, all of the segment is one. */
  private static WindowPrint[] windows(RecognizedSegment segment) {
    var print = segment.voiceprint();
    if (print == null || VoiceAverage.similarity(print.embedding(), print.embedding()) == 0) {
      return new WindowPrint[0];
    }
    return print.windows() != null && print.windows().length > 0
        ? print.windows()
        : new WindowPrint[] {
          new WindowPrint(
              segment.ref().startMillis(),
              segment.ref().endMillis(),
              print.embedding(),
              print.voicedFraction(),
              print.lnPitchMean(),
              print.lnPitchDeviation(),
              print.loudness(),
              print.rate(),
              Float.NaN,
              print.spectrum())
        };
  }
}
