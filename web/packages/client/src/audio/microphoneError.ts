import { MicrophoneError } from './types';

/** What the names of the DOMExceptions of getUserMedia mean to a person (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
export function microphoneError(cause: unknown): MicrophoneError {
  if (cause instanceof MicrophoneError) {
    return cause;
  }
  return new MicrophoneError(reason(nameOf(cause)), { cause });
}

/** The chosen device, and no other, is not there: the default one may be. */
export function isGone(cause: unknown): boolean {
  return ['OverconstrainedError', 'NotFoundError', 'DevicesNotFoundError'].includes(nameOf(cause));
}

function reason(name: string): MicrophoneError['reason'] {
  switch (name) {
    case 'NotAllowedError':
      return 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'SecurityError':
      return 'insecure';
    default:
      return 'unsupported';
  }
}

function nameOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'name' in cause ? String(cause.name) : '';
}
