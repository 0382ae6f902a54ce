/** Capture and playback: what a page needs of this room. */
export * from './types';
export { prepareMicrophone } from './capture-context';
export { startMicrophone } from './microphone';
export { openSpeaker } from './speaker';
export { sentEncoding } from './opus-encoding';
export { wantedEncoding } from './opus-decoding';
export { EchoGuard } from './echo-guard';
export { type AudioDevice, type AudioDevices, listDevices, watchDevices } from './devices';
export { type RecordedVoice, recordVoice, type VoiceRecording, type VoiceRecordingEvents } from './recorded-voice';
export { meterLevel } from './level';
