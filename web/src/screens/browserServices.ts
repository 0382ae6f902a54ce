import { recordVoice, RestApi, startMicrophone, translateFile, watchDevices, type AudioDevices } from '@univoice/client';
import type { AudioDevice } from '../store/audio';
import type { RootState } from '../store/store';
import { saveBlob } from './download/saveBlob';
import type { Services } from './services';
import { fileSession } from './file/fileSession';
import { translationFailure } from './file/translationFailure';
import { playTestSound } from './testSound';
import { readerOfBrowser } from './voice/readAloud';

/** An empty WAV file has a header and nothing else. */
const WAV_HEADER_BYTES = 44;

/** This browser and the client library. @param token what proves who asks, for each request anew @param chosen what was chosen by now */
export function browserServices(token: () => string | undefined, chosen: () => Pick<RootState, 'ui' | 'auth' | 'api'>): Services {
  const api = new RestApi({ token });
  return {
    listenToMicrophone: async (deviceId, onLevel) => {
      const microphone = await startMicrophone(
        { encoding: 'pcm16', ...(deviceId !== undefined && { deviceId }) },
        { onLevel, onPiece: () => undefined, onLost: () => onLevel(0) },
      );
      return () => microphone.stop();
    },
    playTestSound,
    recordVoice: (deviceId, events) => recordVoice(deviceId === undefined ? {} : { deviceId }, events),
    watchDevices: (changed) => watchDevices((devices) => changed(flat(devices))),
    translateFile: async (file, { from, to }, { onProgress, onTranscript }, signal) => {
      const startedAt = Date.now();
      try {
        const { sessionId, transcript, speech } = await translateFile(file, { api, session: fileSession(chosen(), file.name, { from, to }), from, to, onProgress, onTranscript, signal });
        return { sessionId, startedAt, transcript, ...(speech.size > WAV_HEADER_BYTES && { speech }) };
      } catch (thrown) {
        throw translationFailure(thrown);
      }
    },
    canChooseLoudspeaker: typeof AudioContext !== 'undefined' && 'setSinkId' in AudioContext.prototype,
    reader: readerOfBrowser(),
    saveBlob,
  };
}

function flat({ inputs, outputs }: AudioDevices): AudioDevice[] {
  return [
    ...inputs.map(({ deviceId, label }) => ({ kind: 'audioinput' as const, deviceId, label })),
    ...outputs.map(({ deviceId, label }) => ({ kind: 'audiooutput' as const, deviceId, label })),
  ];
}
