/**
 * What client and gateway say to each other. All types come from the API document by a generator; this file only gives
 * them the names that the rest of the library uses.
 */
import type { components } from '../generated/api';

type Schemas = components['schemas'];

export type Admission = Schemas['Admission'];
export type ApiError = Schemas['Error'];
/** What the gateway says, told by `type`. */
export type ServerMessage = Schemas['StreamServerMessage'];
/** What a client says, told by `action`. */
export type ClientMessage = Schemas['StreamClientMessage'];
/** How a client's audio is encoded. */
export type SentAudio = Schemas['SentAudio'];

/** Where one's speech goes and how what others say comes. Left out: as the gateway has it when nothing is said. */
export interface Languages {
  /** BCP 47 tag, or "auto" to have it identified again and again; absent: only listens. */
  speaks?: string;
  /** BCP 47 tag; absent: only speaks. */
  hears?: string;
}

/** Which captions come: partial ones too, or only what will not change any more. */
export type Captions = NonNullable<Schemas['ConfigureMessage']['captions']>;

/** How others' own voices are heard beside the translation. */
export type Original = NonNullable<Schemas['ConfigureMessage']['original']>;

/** How sound is encoded on the connection: what a browser sends and plays as it comes. */
export type Encoding = Extract<Schemas['SentAudio']['format'], 'pcm16' | 'opus'>;

/** A binary message: a piece of translated speech, or (audio below 0) of somebody's own voice. */
export interface SoundFrame {
  sequence: number;
  /** Number of the speech, as in its speech.begin; below 0 that of a voice, as in its original.begin. */
  audio: number;
  /** Of its first sample, since the speech began; on the speaker's track where it is a voice. */
  timeMs: number;
  sound: Uint8Array;
}
