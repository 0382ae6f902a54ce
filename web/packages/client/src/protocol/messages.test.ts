import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage, say } from './messages';

describe('reading messages', () => {
  it('reads what the gateway says by its type', () => {
    expect(readMessage('{"type":"notice","sequence":3,"code":"AUDIO_SILENT","message":"m","suggestion":"s"}')).toEqual({
      type: 'notice',
      sequence: 3,
      code: 'AUDIO_SILENT',
      message: 'm',
      suggestion: 's',
    });
  });

  it('leaves kinds alone that are newer than itself', () => {
    expect(readMessage('{"type":"caption.sung","sequence":3}')).toBeUndefined();
    expect(readMessage('{"type":"toString","sequence":3}')).toBeUndefined();
  });

  it('takes anything without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readMessage(text);
        expect(read === undefined || typeof read.sequence === 'number').toBe(true);
      }),
    );
  });

  it('spells what a client says as the gateway reads it', () => {
    expect(JSON.parse(say.configure({ speaks: 'en', hears: 'pt' }))).toEqual({
      action: 'session.configure',
      speaks: 'en',
      hears: 'pt',
    });
    expect(JSON.parse(say.resume(412))).toEqual({ action: 'session.resume', lastSequence: 412 });
    expect(JSON.parse(say.control('stop'))).toEqual({ action: 'audio.control', command: 'stop' });
    expect(JSON.parse(say.status())).toEqual({ action: 'session.status' });
  });
});
