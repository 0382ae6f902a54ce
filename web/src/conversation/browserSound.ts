import { EchoGuard, openSpeaker, prepareMicrophone, prepareSpeaker, sentEncoding, startMicrophone, wantedEncoding, type Encoding } from '@univoice/client';
import type { Sound } from './roles';

/** This browser's microphone and loudspeaker, which know of each other so that no echo is sent. */
export function browserSound(): Sound {
  // Asked before the press: after it there is no time to wait.
  const encodings: { sends: Encoding; wants: Encoding } = { sends: 'pcm16', wants: 'pcm16' };
  void sentEncoding().then((encoding) => (encodings.sends = encoding));
  void wantedEncoding().then((encoding) => (encodings.wants = encoding));
  let echo = new EchoGuard();
  return {
    prepare() {
      void mayHear().then((may) => {
        if (may) {
          prepareMicrophone();
          prepareSpeaker();
        }
      });
    },
    encodings: () => ({ ...encodings }),
    openSpeaker(options, events) {
      echo = new EchoGuard();
      return openSpeaker({ ...options, echo }, events);
    },
    startMicrophone: (options, events) => startMicrophone({ ...options, echo }, events),
  };
}

/** Was the microphone allowed before? Nothing is made ready of which nobody knows yet whether it will be used. */
async function mayHear(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    return state === 'granted';
  } catch {
    // Not every browser tells of microphones: it is made ready at the press then.
    return false;
  }
}
