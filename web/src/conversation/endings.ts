import { MicrophoneError, type Ending, type MicrophoneEvents } from '@univoice/client';
import type { Failure, LocalFailureCode } from '../failures/failure';

const MICROPHONE: Record<MicrophoneError['reason'], LocalFailureCode> = {
  denied: 'MICROPHONE_DENIED',
  missing: 'MICROPHONE_MISSING',
  busy: 'MICROPHONE_BUSY',
  insecure: 'INSECURE_PAGE',
  unsupported: 'UNSUPPORTED_BROWSER',
  unloaded: 'PART_MISSING',
};

const LOSS: Record<Parameters<MicrophoneEvents['onLost']>[0], LocalFailureCode> = {
  unplugged: 'MICROPHONE_UNPLUGGED',
  ended: 'MICROPHONE_TAKEN',
  'muted-by-system': 'MICROPHONE_MUTED',
};

/** Why a microphone gives nothing any more. */
export function failureOfLoss(why: Parameters<MicrophoneEvents['onLost']>[0]): Failure {
  return { code: LOSS[why] };
}

/** Whatever was thrown, as a failure that can be told. */
export function failureFrom(cause: unknown): Failure {
  if (cause instanceof MicrophoneError) {
    return { code: MICROPHONE[cause.reason] };
  }
  return isFailure(cause) ? cause : { code: 'UNEXPECTED' };
}

/** How a conversation ended; undefined: as it should. */
export function failureOfEnding(ending: Ending): Failure | undefined {
  switch (ending.reason) {
    case 'left':
      return undefined;
    case 'over':
      return { code: 'SESSION_OVER' };
    case 'replaced':
      return { code: 'REPLACED' };
    case 'unreachable':
      return { code: 'UNREACHABLE' };
    case 'refused': {
      const { code, message, suggestion, retryAfter } = ending;
      return { code, message, suggestion, ...(retryAfter !== undefined && { retryAfter }) };
    }
  }
}

/** Why one could not come back into a session: it, or one's place in it, is gone, or as it was refused. */
export function failureOfReturn(failure: Failure): Failure {
  return isGone(failure) && failure.code !== 'INVITATION_EXPIRED' ? { code: 'SESSION_OVER' } : failure;
}

/** Is there no such session, or place in it, any more? */
export function isGone({ status }: Failure): boolean {
  return [404, 409, 410].includes(status ?? 0);
}

function isFailure(cause: unknown): cause is Failure {
  return typeof cause === 'object' && cause !== null && !(cause instanceof Error) && 'code' in cause && typeof cause.code === 'string';
}
