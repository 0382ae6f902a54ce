import type { Encoding, Original } from '../protocol/types';
import type { EchoGuard } from './echoGuard';

/** A piece of speech on its way to the gateway: 50 ms of samples, fewer at the end and before a pause, or one Opus packet of 20 ms. */
export interface SpokenPiece {
  /** pcm16: little-endian signed 16 bit, 16 kHz mono; opus: one bare packet. */
  bytes: Uint8Array;
  durationMs: number;
}

export interface MicrophoneEvents {
  /** Called in order, without gaps, from the first sample on. */
  onPiece(piece: SpokenPiece): void;
  /** 0 to 100, about 20 times a second: for a meter. */
  onLevel(level: number): void;
  /** The device is gone or was taken away; all that it heard was told, and nothing comes any more. It has been stopped. */
  onLost(why: 'unplugged' | 'ended' | 'muted-by-system'): void;
}

export interface MicrophoneOptions {
  /** Absent: the system's default. */
  deviceId?: string;
  /** What pieces are to be; where the browser cannot encode Opus they are pcm16: see {@link Microphone.encoding}. */
  encoding: Encoding;
  /** The one that the speaker was opened with: what comes back from there is left out. */
  echo?: EchoGuard;
  /** Nothing is captured while a translation sounds: for rooms in which nothing else helps. Needs `echo`. */
  halfDuplex?: boolean;
}

/** Somebody's microphone. Time is measured from `start` being called. */
export interface Microphone {
  /** What pieces really are; known before the first one. */
  readonly encoding: Encoding;
  /** From the call until the first sample was captured, waiting for the permission included; only known then. */
  readonly startedAfterMs: number | undefined;
  /** What is heard with; `instead`: the chosen one is gone, and this is the system's default. */
  readonly device: { id: string; label: string; instead: boolean };
  /** No pieces while paused, and none is kept. Settles once everything that was said before it has been told by `onPiece`. */
  pause(): Promise<void>;
  resume(): void;
  /** Another device from now on, without a gap in the timeline. */
  use(deviceId: string): Promise<void>;
  /** Releases the device. Settles as {@link pause} does. */
  stop(): Promise<void>;
}

/** Why there is no microphone; `unloaded`: the part of the library that captures did not come. Thrown by `startMicrophone`. */
export class MicrophoneError extends Error {
  constructor(
    readonly reason: 'denied' | 'missing' | 'busy' | 'insecure' | 'unsupported' | 'unloaded',
    options?: ErrorOptions,
  ) {
    super(`no microphone: ${reason}`, options);
    this.name = 'MicrophoneError';
  }
}

export interface SpeakerOptions {
  /** How translated speech comes; see `wantedEncoding`. */
  encoding: Encoding;
  /** 0 to 1; 1 when left out. */
  volume?: number;
  /** What is heard of others' own voices; `off` when left out. */
  original?: Original;
  /** Absent: the system's default. */
  outputDeviceId?: string;
  /** Hears what is played; the same has to be given to the microphone. */
  echo?: EchoGuard;
}

export interface SpeakerEvents {
  /** 0 to 100, about 20 times a second: for a meter. */
  onLevel(level: number): void;
  /** What sounds now; undefined: nothing. For showing which sentence is spoken. */
  onPlaying(segment: string | undefined): void;
  /** How well the buffer holds: critical when sound ran out in the middle of a speech within the last seconds. */
  onHealth(health: 'good' | 'warning' | 'critical'): void;
}

/** Plays translated speech, one after the other, and others' own voices softer beside it. */
export interface Speaker {
  /** A speech begins; its pieces follow by their number. */
  begin(speech: { audio: number; segment: string }): void;
  /** A piece in the output format (24 kHz mono). Numbers that were not begun are left alone. */
  play(audio: number, sound: Uint8Array): void;
  end(speech: { audio: number }): void;
  /** Somebody's own voice: 16 kHz mono pcm16. */
  playOriginal(voice: { audio: number; participant: string; timeMs: number; sound: Uint8Array }): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  setOriginal(how: Original): void;
  /** Where the browser lets one choose it; rejects where not. */
  use(outputDeviceId: string): Promise<void>;
  /** Drops what waits, at once. */
  silence(): void;
  close(): Promise<void>;
}
