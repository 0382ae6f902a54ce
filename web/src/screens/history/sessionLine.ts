import type { Session } from '../../api/types';

/** What the list says of a session. */
export interface SessionLine {
  running: boolean;
  startedAt: number;
  /** Milliseconds, once it has ended. */
  duration?: number;
  /** BCP 47 tags or "auto"; undefined: nobody chose. */
  source?: string;
  target?: string;
  segments: number;
  speakers: number;
  /** Milliseconds; undefined: nothing was translated. */
  typicalWait?: number;
  recorded: boolean;
}

export function sessionLine(session: Session): SessionLine {
  const { status, startTime, endTime, sourceLanguage, targetLanguage, metrics, speakers } = session;
  return {
    running: status === 'ACTIVE' || status === 'PAUSED',
    startedAt: startTime,
    ...(endTime !== undefined && { duration: Math.max(0, endTime - startTime) }),
    ...(sourceLanguage && { source: sourceLanguage }),
    ...(targetLanguage && { target: targetLanguage }),
    segments: metrics.totalSegments,
    speakers: Object.keys(speakers).length,
    ...(metrics.p50Latency > 0 && { typicalWait: metrics.p50Latency }),
    recorded: session.recordingEnabled,
  };
}

/** One thing that was said, as the transcript has it. The document leaves the segments open, so they are read here. */
export interface Said {
  segment: string;
  /** Whose microphone it was said on; empty: not told. */
  participant: string;
  speaker: string;
  /** As the participant joined; empty: nameless. */
  name: string;
  startMs: number;
  language: string;
  text: string;
  translations: { language: string; text: string }[];
}

/** What is not as expected is left out: one strange line must not take the others with it. */
export function saidOf(segments: readonly Record<string, unknown>[]): Said[] {
  return segments.flatMap((entry) => {
    const { segment, participant, speaker, name, startMs, language, text, translations } = entry;
    if (typeof text !== 'string' || typeof segment !== 'string') {
      return [];
    }
    return [
      {
        segment,
        text,
        participant: typeof participant === 'string' ? participant : '',
        speaker: typeof speaker === 'string' ? speaker : '',
        name: typeof name === 'string' ? name : '',
        startMs: typeof startMs === 'number' ? startMs : 0,
        language: typeof language === 'string' ? language : '',
        translations: Array.isArray(translations) ? translations.filter(isTranslation) : [],
      },
    ];
  });
}

function isTranslation(value: unknown): value is { language: string; text: string } {
  const { language, text } = (value ?? {}) as Record<string, unknown>;
  return typeof language === 'string' && typeof text === 'string';
}

/** Primary subtags in which at least some of it can be read, in alphabetical order. */
export function languagesOf(said: readonly Said[]): string[] {
  const all = said.flatMap((each) => [each.language, ...each.translations.map((other) => other.language)]);
  return [...new Set(all.map((tag) => tag.split('-')[0] ?? '').filter((tag) => tag !== ''))].sort();
}

/** What a file of a recording holds, by the name that the gateway gives it. */
export type RecordedFile =
  | { kind: 'sourceAll' | 'sourceOne' | 'translated' | 'transcript' | 'metadata' | 'other' }
  | { kind: 'translatedInto'; language: string };

export function recordedFile(name: string): RecordedFile {
  const plain = name.split('/').pop()?.replace(/^part-[^-]+-/, '') ?? name;
  const into = /^translated-audio-([A-Za-z-]+)\.wav$/.exec(plain)?.[1];
  if (into) {
    return { kind: 'translatedInto', language: into };
  }
  if (/^source-audio-.+\.wav$/.test(plain)) {
    return { kind: 'sourceOne' };
  }
  const kinds: Record<string, RecordedFile['kind']> = {
    'source-audio.wav': 'sourceAll',
    'translated-audio.wav': 'translated',
    'transcript.json': 'transcript',
    'metadata.json': 'metadata',
  };
  return { kind: Object.hasOwn(kinds, plain) ? kinds[plain] : 'other' } as RecordedFile;
}
