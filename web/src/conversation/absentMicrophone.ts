import type { Encoding, Microphone } from '@univoice/client';

/** In the place of a microphone for whoever only listens: no piece ever comes from it. */
export function absentMicrophone(encoding: Encoding): Microphone {
  return {
    encoding,
    startedAfterMs: undefined,
    device: { id: '', label: '', instead: false },
    pause: () => Promise.resolve(),
    resume: () => undefined,
    use: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
