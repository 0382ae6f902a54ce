/** The words a voice is described by; the texts of them are the page's. */
export type QualityWord = 'weak' | 'fair' | 'good' | 'excellent';
export type PitchWord = 'low' | 'middle' | 'high';
export type PaceWord = 'slow' | 'usual' | 'fast';
export type MelodyWord = 'even' | 'lively';

export interface VoiceWords {
  quality: QualityWord;
  /** More speech would make it better. */
  betterWithMore: boolean;
  pitch?: PitchWord;
  pace?: PaceWord;
  melody?: MelodyWord;
}

/**
 * What the numbers of a voice profile mean.
 *
 * Quality is enough speech, little noise and samples that are alike, multiplied (the gateway's `ProfileQuality`); ten
 * quiet seconds come to about 0.5, half a minute to 0.9. Pitch: men speak at 100 to 130 Hz, women at 180 to 230
 * (Traunmüller & Eriksson 1995). Melody is its standard deviation in semitones, about 2.5 to 3 in lively reading (same).
 */
export function voiceInWords(profile: { quality: number; characteristics: Record<string, number> }): VoiceWords {
  const { pitchMean = 0, pitchStdDev = 0, syllablesPerMinute = 0 } = profile.characteristics;
  return {
    quality: qualityWord(profile.quality),
    betterWithMore: profile.quality < 0.8,
    ...(pitchMean > 0 && { pitch: pitchMean < 150 ? ('low' as const) : pitchMean < 210 ? ('middle' as const) : ('high' as const) }),
    ...(pitchMean > 0 && pitchStdDev > 0 && { melody: semitones(pitchMean, pitchStdDev) < 2.5 ? ('even' as const) : ('lively' as const) }),
    ...(syllablesPerMinute > 0 && { pace: paceWord(syllablesPerMinute) }),
  };
}

function qualityWord(quality: number): QualityWord {
  if (quality >= 0.8) {
    return 'excellent';
  }
  if (quality >= 0.55) {
    return 'good';
  }
  return quality >= 0.3 ? 'fair' : 'weak';
}

/** Conversations run at about 3 to 5 syllables a second. */
function paceWord(syllablesPerMinute: number): PaceWord {
  return syllablesPerMinute < 180 ? 'slow' : syllablesPerMinute > 300 ? 'fast' : 'usual';
}

function semitones(meanHz: number, deviationHz: number): number {
  return 12 * Math.log2(1 + deviationHz / meanHz);
}
