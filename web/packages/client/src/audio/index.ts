/** Capture and playback: what a page needs of this room. */
export * from './types';
export { prepareMicrophone } from './captureContext';
export { prepareSpeaker } from './playbackContext';
export { startMicrophone } from './microphone';
export { openSpeaker } from './speaker';
export { sentEncoding } from './opusEncoding';
export { wantedEncoding } from './opusDecoding';
export { EchoGuard } from './echoGuard';
export { type AudioDevice, type AudioDevices, listDevices, watchDevices } from './devices';
export { type RecordedVoice, recordVoice, type VoiceRecording, type VoiceRecordingEvents } from './recordedVoice';
export { meterLevel } from './level';
