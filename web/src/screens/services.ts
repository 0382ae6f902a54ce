import type { RecordedVoice, TranscriptState, VoiceRecording } from '@univoice/client';
import type { AudioDevice } from '../store/audio';
import { createContext, useContext } from 'react';
import { saveBlob } from './download/saveBlob';
import { readerOfBrowser, type Reader } from './voice/readAloud';

export interface FileTranslationEvents {
  /** Both 0 to 1. */
  onProgress(progress: { sent: number; translated: number }): void;
  onTranscript(transcript: TranscriptState): void;
}

export interface FileTranslation {
  sessionId: string;
  startedAt: number;
  transcript: TranscriptState;
  /** WAV; absent where nothing of it was spoken. */
  speech?: Blob;
}

export type { RecordedVoice, VoiceRecording };

/** What the screens need of the browser and of the client library. Tests give others. */
export interface Services {
  /** @throws MicrophoneError */
  listenToMicrophone(deviceId: string | undefined, onLevel: (level: number) => void): Promise<() => Promise<void>>;
  /** A short sound on a loudspeaker, at a volume of 0 to 1. */
  playTestSound(deviceId: string | undefined, volume: number): Promise<void>;
  /** @throws MicrophoneError */
  recordVoice(
    deviceId: string | undefined,
    events: { onLevel(level: number): void; onProgress(ms: number): void; onFull(): void },
  ): Promise<VoiceRecording>;
  /** Calls back now and whenever a device comes or goes. @returns what ends it */
  watchDevices(changed: (devices: AudioDevice[]) => void): () => void;
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
  watchDevices: () => () => {},
  canChooseLoudspeaker: false,
  reader: readerOfBrowser(),
  saveBlob,
};

export const ServicesContext = createContext<Services>(SILENT_SERVICES);

export const useServices = () => useContext(ServicesContext);
