package org.univoice.job.delivery;

import org.univoice.job.diarization.Utterance;
import org.univoice.job.diarization.VoiceLesson;
import org.univoice.job.segmentation.AttachedTrack;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.translation.Translation;

/** Anything that the delivery stage hears of; exactly one of the seven is there. */
public record DeliveryInput(
    String session,
    TrackEvent control,
    AttachedTrack attached,
    SegmentRef verdict,
    Utterance caption,
    Translation translation,
    SpokenTranslation speech,
    VoiceLesson lesson) {

  public static DeliveryInput of(TrackEvent control) {
    return new DeliveryInput(control.session(), control, null, null, null, null, null, null);
  }

  public static DeliveryInput of(AttachedTrack attached) {
    return new DeliveryInput(
        attached.attached().session(), null, attached, null, null, null, null, null);
  }

  public static DeliveryInput of(SegmentRef verdict) {
    return new DeliveryInput(verdict.session(), null, null, verdict, null, null, null, null);
  }

  public static DeliveryInput of(Utterance caption) {
    return new DeliveryInput(
        caption.recognized().ref().session(), null, null, null, caption, null, null, null);
  }

  public static DeliveryInput of(Translation translation) {
    return new DeliveryInput(
        translation.ref().session(), null, null, null, null, translation, null, null);
  }

  public static DeliveryInput of(SpokenTranslation speech) {
    return new DeliveryInput(speech.ref().session(), null, null, null, null, null, speech, null);
  }

  public static DeliveryInput of(VoiceLesson lesson) {
    return new DeliveryInput(lesson.session(), null, null, null, null, null, null, lesson);
  }
}
