import { isGone, microphoneError } from './microphoneError';
import { MicrophoneError } from './types';

/** A microphone that somebody let us hear. */
export interface InputDevice {
  stream: MediaStream;
  track: MediaStreamTrack;
  /** The chosen one was gone, and this is the system's default. */
  instead: boolean;
}

/** Throws a MicrophoneError. */
export async function openInput(deviceId: string | undefined): Promise<InputDevice> {
  // Browsers hide what they give to secure pages only.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) {
    throw new MicrophoneError(window.isSecureContext ? 'unsupported' : 'insecure');
  }
  try {
    return opened(await devices.getUserMedia(wanted(deviceId)), false);
  } catch (cause) {
    if (!deviceId || !isGone(cause)) {
      throw microphoneError(cause);
    }
  }
  try {
    return opened(await devices.getUserMedia(wanted(undefined)), true);
  } catch (cause) {
    throw microphoneError(cause);
  }
}

function opened(stream: MediaStream, instead: boolean): InputDevice {
  const track = stream.getAudioTracks()[0];
  if (!track) {
    throw new MicrophoneError('missing');
  }
  return { stream, track, instead };
}

function wanted(deviceId: string | undefined): MediaStreamConstraints {
  return {
    audio: {
      echoCancellation: true,
      noiseSuppression: true,
      // A voice whose loudness drifts is taken for another one, and whoever is soft is understood as well as the loud.
      autoGainControl: false,
      channelCount: 1,
      ...(deviceId && { deviceId: { exact: deviceId } }),
    },
  };
}
