/** What was said so far, for showing. Plain data: it may lie in a store. */
export interface TranscriptState {
  /** In the order in which they were said. */
  lines: TranscriptLine[];
  /** By participant and speaker ("<participant>/<S1>"), in order of appearance. */
  voices: Record<string, Voice>;
  /** By participant: name as it joined. */
  names: Record<string, string>;
}

/** A voice among those who take part; `colour` counts from 0 in order of appearance. */
export interface Voice {
  participant: string;
  speaker: string;
  colour: number;
  /** Only guessed, before anything of this participant was final: the first voice that is certain takes its place. */
  provisional?: true;
}

/** One segment: what was said and what it means elsewhere. */
export interface TranscriptLine {
  segment: string;
  participant: string;
  speaker: string;
  language: string;
  text: string;
  /** False: provisional; what comes after `stableCharacters` may still change. */
  final: boolean;
  stableCharacters: number;
  confidence: number;
  lowConfidence: boolean;
  overlapped: boolean;
  words: { text: string; startMs: number; endMs: number; confidence: number }[];
  startMs: number;
  endMs: number;
  translations: LineTranslation[];
  /** From what was kept: its times are the session's, not its track's, and it stands before all that came since. */
  earlier?: true;
}

export interface LineTranslation {
  language: string;
  text: string;
  confidence: number;
  alternatives: string[];
  entities: { text: string; type: string }[];
  tier: string;
  /** Once speech began: cloned, similar, standard or none. */
  voice?: string;
  /** Milliseconds by stage, and endToEnd. */
  latency?: Record<string, number>;
}
