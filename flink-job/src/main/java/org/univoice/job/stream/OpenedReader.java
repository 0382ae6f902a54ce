package org.univoice.job.stream;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.univoice.internal.v1.TrackOpened;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.glossary.SessionGlossary;
import org.univoice.job.glossary.TermCase;
import org.univoice.job.stream.TranslationStyle.Formality;

/** Reads what a participant speaks, hears and sounds like. */
final class OpenedReader {

  private OpenedReader() {}

  static SessionControl read(TrackOpened opened) {
    return new SessionControl(
        SessionControl.Kind.OPENED,
        opened.getSpeaks(),
        opened.getHears(),
        0,
        opened.getAtMs(),
        opened.hasVoice() ? voice(opened.getVoice()) : null,
        opened.hasGlossary() ? glossary(opened.getGlossary()) : null,
        recognition(opened),
        opened.hasStyle() ? style(opened.getStyle()) : null,
        quality(opened),
        opened.getOwnTranslations());
  }

  /** Terms of a glossary are said in the session, so they are words to expect. */
  private static RecognitionOptions recognition(TrackOpened opened) {
    if (!opened.hasGlossary() && !opened.hasRecognition()) {
      return null;
    }
    var chosen = opened.getRecognition();
    String language = primary(opened.getSpeaks());
    var terms =
        opened.getGlossary().getTermsList().stream()
            .filter(term -> language.isEmpty() || term.getSourceLanguage().equals(language))
            .map(term -> term.getSource().strip());
    String[] vocabulary =
        Stream.concat(chosen.getVocabularyList().stream().map(String::strip), terms)
            .filter(word -> !word.isEmpty() && word.length() <= RecognitionOptions.LONGEST_WORD)
            .distinct()
            .limit(RecognitionOptions.MOST_WORDS)
            .toArray(String[]::new);
    return new RecognitionOptions(
        vocabulary, chosen.getMaskProfanity(), chosen.getRedactPersonalData());
  }

  private static QualityMode quality(TrackOpened opened) {
    return switch (opened.getQualityMode()) {
      case QUALITY_MODE_SPEED -> QualityMode.SPEED;
      case QUALITY_MODE_BALANCED -> QualityMode.BALANCED;
      case QUALITY_MODE_QUALITY -> QualityMode.QUALITY;
      case QUALITY_MODE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static TranslationStyle style(org.univoice.internal.v1.TranslationStyle wire) {
    Formality formality =
        switch (wire.getFormality()) {
          case FORMALITY_FORMAL -> Formality.FORMAL;
          case FORMALITY_INFORMAL -> Formality.INFORMAL;
          case FORMALITY_UNSPECIFIED, UNRECOGNIZED -> Formality.DEFAULT;
        };
    return new TranslationStyle(wire.getDomain(), formality);
  }

  /** Empty of "auto", which expects the terms of every language. */
  private static String primary(String tag) {
    return tag.equalsIgnoreCase("auto") ? "" : tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static EnrolledVoice voice(org.univoice.internal.v1.EnrolledVoice wire) {
    return new EnrolledVoice(
        wire.getProfileId(),
        wire.getModel(),
        floats(wire.getEmbeddingList()),
        wire.getSamples(),
        wire.getLnPitchMean(),
        wire.getLnPitchDeviation(),
        floats(wire.getSpectrumList()),
        wire.getLoudness(),
        wire.getRate(),
        wire.getLearn());
  }

  private static SessionGlossary glossary(org.univoice.internal.v1.Glossary wire) {
    return new SessionGlossary(
        wire.getTermsList().stream()
            .filter(term -> !term.getSource().isBlank() && !term.getTarget().isBlank())
            .map(OpenedReader::term)
            .toArray(GlossaryTerm[]::new));
  }

  private static GlossaryTerm term(org.univoice.internal.v1.GlossaryTerm wire) {
    TermCase rule =
        switch (wire.getCaseRule()) {
          case CASE_RULE_EXACT -> TermCase.EXACT;
          case CASE_RULE_FOLLOW -> TermCase.FOLLOW;
          case CASE_RULE_ANY, CASE_RULE_UNSPECIFIED, UNRECOGNIZED -> TermCase.ANY;
        };
    return new GlossaryTerm(
        wire.getSource().strip(),
        wire.getTarget(),
        wire.getSourceLanguage(),
        wire.getTargetLanguage(),
        rule);
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
