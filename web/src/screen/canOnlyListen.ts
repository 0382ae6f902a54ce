import type { Failure } from '../failures/failure';

const NO_MICROPHONE: readonly string[] = ['MICROPHONE_DENIED', 'MICROPHONE_MISSING', 'MICROPHONE_BUSY', 'MICROPHONE_UNPLUGGED'];

/** Is a microphone all that is missing, so that one can still hear and read the others? */
export function canOnlyListen({ code }: Failure): boolean {
  return NO_MICROPHONE.includes(code);
}
