import { dbfs, rms } from './level';
import { PCM_FRAME_MS, PCM_RATE_HZ, startMicrophone } from './microphone';
import { decodePcm16 } from './pcm16';
import { MicrophoneError, type Microphone, type MicrophoneEvents, type MicrophoneOptions } from './types';
import { wavFile } from './wav';

/** As much as a voice profile takes at once. */
const LONGEST_MS = 60_000;

/** Somebody's voice, for `POST /v1/voice-profiles`. */
export interface RecordedVoice {
  /** 16 kHz, one channel, 16 bit. */
  wav: Blob;
  durationMs: number;
  /** Of the loudest second, in decibels of full scale: below some -45 a person is too far away. */
  loudestDbfs: number;
}

export interface VoiceRecording {
  /** Stops, unless it has, and hands over what was said. */
  stop(): Promise<RecordedVoice>;
}

export interface VoiceRecordingEvents {
  /** 0 to 100, 20 times a second. */
  onLevel(level: number): void;
  /** So much is there. */
  onProgress(milliseconds: number): void;
  /** A minute is full, or the device is gone: nothing more is recorded. */
  onFull(): void;
}

/** Records up to a minute. @throws MicrophoneError */
export async function recordVoice(
  options: Pick<MicrophoneOptions, 'deviceId'>,
  events: VoiceRecordingEvents,
  start: (options: MicrophoneOptions, events: MicrophoneEvents) => Promise<Microphone> = startMicrophone,
): Promise<VoiceRecording> {
  const pieces: Uint8Array[] = [];
  let over = false;
  let durationMs = 0;
  const full = () => {
    if (!over) {
      over = true;
      events.onFull();
    }
  };
  const microphone = await start(
    { ...options, encoding: 'pcm16' },
    {
      onLevel: events.onLevel,
      onLost: full,
      onPiece: (piece) => {
        if (over) {
          return;
        }
        pieces.push(piece.bytes);
        durationMs += piece.durationMs;
        events.onProgress(durationMs);
        if (durationMs >= LONGEST_MS) {
          full();
          void microphone.stop();
        }
      },
    },
  );
  return {
    stop: async () => {
      await microphone.stop();
      over = true;
      return recorded(pieces, durationMs);
    },
  };
}

function recorded(pieces: readonly Uint8Array[], durationMs: number): RecordedVoice {
  if (pieces.length === 0) {
    throw new MicrophoneError('missing');
  }
  const powers = pieces.map((piece) => rms(decodePcm16(piece)) ** 2);
  const window = Math.min(powers.length, 1_000 / PCM_FRAME_MS);
  let loudest = 0;
  for (let i = 0; i + window <= powers.length; i++) {
    const power = powers.slice(i, i + window).reduce((a, b) => a + b, 0) / window;
    loudest = Math.max(loudest, power);
  }
  return { wav: wavFile(pieces, PCM_RATE_HZ), durationMs, loudestDbfs: dbfs(Math.sqrt(loudest)) };
}
