import type { TranscriptState } from '@univoice/client';
import { createContext, useContext } from 'react';
import { saveBlob } from './download/saveBlob';
import { readerOfBrowser, type Reader } from './voice/readAloud';

/** A recording of one's own voice while it is being made. */
export interface VoiceRecording {
  /** @returns 16 kHz mono WAV, how long it is, and the highest level that was heard, 0 to 100 */
  stop(): Promise<RecordedSample>;
  cancel(): Promise<void>;
}

export interface RecordedSample {
  wav: Blob;
  durationMs: number;
  loudest: number;
}

export interface FileTranslationEvents {
  /** Both 0 to 1. */
  onProgress(progress: { sent: number; translated: number }): void;
  onTranscript(transcript: TranscriptState): void;
}

export interface FileTranslation {
  sessionId: string;
  startedAt: number;
  transcript: TranscriptState;
  /** WAV; absent where the language is not spoken. */
  speech?: Blob;
}

/** What the screens need of the browser and of the client library. Tests give others. */
export interface Services {
  /** @throws MicrophoneError */
  listenToMicrophone(deviceId: string | undefined, onLevel: (level: number) => void): Promise<() => Promise<void>>;
  /** A short sound on a loudspeaker, at a volume of 0 to 1. */
  playTestSound(deviceId: string | undefined, volume: number): Promise<void>;
  /** @throws MicrophoneError */
  recordVoice(deviceId: string | undefined, onLevel: (level: number) => void): Promise<VoiceRecording>;
  /** @throws ApiFailure, and an AbortError once the signal says so */
  translateFile(
    file: File,
    languages: { from: string; to: string },
    events: FileTranslationEvents,
    signal: AbortSignal,
  ): Promise<FileTranslation>;
  canChooseLoudspeaker: boolean;
  reader: Reader;
  saveBlob(blob: Blob, name: string): void;
}

const notHere = () => Promise.reject(new Error('not part of this page'));

/** Everything but what needs sound or a connection; see `browserServices`. */
export const SILENT_SERVICES: Services = {
  listenToMicrophone: notHere,
  playTestSound: notHere,
  recordVoice: notHere,
  translateFile: notHere,
  canChooseLoudspeaker: false,
  reader: readerOfBrowser(),
  saveBlob,
};

export const ServicesContext = createContext<Services>(SILENT_SERVICES);

export const useServices = () => useContext(ServicesContext);
