import type { components } from '../generated/api';
import type { ServerMessage } from './types';

/** Kinds of what the gateway says that this library knows. The compiler holds this list to the API document. */
const KINDS: Record<ServerMessage['type'], true> = {
  'session.ready': true,
  'session.status': true,
  'session.finished': true,
  'caption.partial': true,
  'caption.final': true,
  translation: true,
  'speech.begin': true,
  'speech.end': true,
  latency: true,
  notice: true,
  error: true,
  'original.begin': true,
};

/**
 * What a text message of the gateway says; undefined for kinds that are newer than this library, which are to be left
 * alone, and for what is no message at all.
 */
export function readMessage(text: string): ServerMessage | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isMessage(read) ? read : undefined;
}

/** Only what tells kinds apart is looked at: the rest is the gateway's promise, held by its own tests. */
function isMessage(read: unknown): read is ServerMessage {
  return (
    typeof read === 'object' &&
    read !== null &&
    'type' in read &&
    typeof read.type === 'string' &&
    Object.hasOwn(KINDS, read.type) &&
    'sequence' in read &&
    typeof read.sequence === 'number'
  );
}

/** The messages of a client, so that each is spelled once. */
export const say = {
  configure: (wishes: Omit<components['schemas']['ConfigureMessage'], 'action'>): string =>
    JSON.stringify({ action: 'session.configure', ...wishes } satisfies components['schemas']['ConfigureMessage']),
  resume: (lastSequence: number): string =>
    JSON.stringify({ action: 'session.resume', lastSequence } satisfies components['schemas']['ResumeMessage']),
  control: (command: components['schemas']['ControlMessage']['command']): string =>
    JSON.stringify({ action: 'audio.control', command } satisfies components['schemas']['ControlMessage']),
  status: (): string =>
    JSON.stringify({ action: 'session.status' } satisfies components['schemas']['StatusRequestMessage']),
};
