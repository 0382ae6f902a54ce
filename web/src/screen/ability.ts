import type { LocalFailureCode } from '../failures/failure';

/** What of a browser the page cannot do without; true: it is there. */
export interface Abilities {
  /** https, or this very machine: elsewhere browsers give no page a microphone. */
  isSecureContext: boolean;
  getUserMedia: boolean;
  audioWorklet: boolean;
  webSocket: boolean;
}

/** Why nobody can talk on this page in this browser; undefined: they can. */
export function inability({ isSecureContext, getUserMedia, audioWorklet, webSocket }: Abilities): Extract<LocalFailureCode, 'INSECURE_PAGE' | 'UNSUPPORTED_BROWSER'> | undefined {
  if (getUserMedia && audioWorklet && webSocket) {
    return undefined;
  }
  // An insecure page lacks the others only because it is one: another browser would not help.
  return isSecureContext ? 'UNSUPPORTED_BROWSER' : 'INSECURE_PAGE';
}

/** What this browser has. */
export function abilitiesOf(window: Window & typeof globalThis): Abilities {
  return {
    isSecureContext: window.isSecureContext,
    getUserMedia: typeof (window.navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia === 'function',
    audioWorklet: typeof window.AudioWorkletNode === 'function',
    webSocket: typeof window.WebSocket === 'function',
  };
}
