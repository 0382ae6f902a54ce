import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Original } from '@univoice/client';

/** A microphone or loudspeaker, as plain data; `MediaDeviceInfo` itself may not lie in a store. */
export interface AudioDevice {
  deviceId: string;
  kind: 'audioinput' | 'audiooutput';
  label: string;
}

export type BufferHealth = 'good' | 'warning' | 'critical';

export interface AudioState {
  /** Null: the system's default. */
  inputDevice: AudioDevice | null;
  outputDevice: AudioDevice | null;
  devices: AudioDevice[];
  /** 0 to 100, once a second: for those who are told in words. What moves on the screen is fed by `Levels`. */
  inputLevel: number;
  outputLevel: number;
  isRecording: boolean;
  isPlaying: boolean;
  /** The segment that sounds now. */
  playingSegment: string | null;
  bufferHealth: BufferHealth;
  /** 0 to 1. */
  volume: number;
  original: Original;
}

export const initialAudio: AudioState = {
  inputDevice: null,
  outputDevice: null,
  devices: [],
  inputLevel: 0,
  outputLevel: 0,
  isRecording: false,
  isPlaying: false,
  playingSegment: null,
  bufferHealth: 'good',
  volume: 1,
  original: 'off',
};

export const audioSlice = createSlice({
  name: 'audio',
  initialState: initialAudio,
  reducers: {
    devicesChanged(state, { payload }: PayloadAction<AudioDevice[]>) {
      state.devices = payload;
    },
    inputChosen(state, { payload }: PayloadAction<AudioDevice | null>) {
      state.inputDevice = payload;
    },
    outputChosen(state, { payload }: PayloadAction<AudioDevice | null>) {
      state.outputDevice = payload;
    },
    levelsRead(state, { payload }: PayloadAction<{ input: number; output: number }>) {
      state.inputLevel = payload.input;
      state.outputLevel = payload.output;
    },
    recordingChanged(state, { payload }: PayloadAction<boolean>) {
      state.isRecording = payload;
    },
    playingChanged(state, { payload }: PayloadAction<string | undefined>) {
      state.isPlaying = payload !== undefined;
      state.playingSegment = payload ?? null;
    },
    healthChanged(state, { payload }: PayloadAction<BufferHealth>) {
      state.bufferHealth = payload;
    },
    volumeChosen(state, { payload }: PayloadAction<number>) {
      state.volume = Math.min(1, Math.max(0, payload));
    },
    originalChosen(state, { payload }: PayloadAction<Original>) {
      state.original = payload;
    },
  },
});

export const {
  devicesChanged,
  inputChosen,
  outputChosen,
  levelsRead,
  recordingChanged,
  playingChanged,
  healthChanged,
  volumeChosen,
  originalChosen,
} = audioSlice.actions;
