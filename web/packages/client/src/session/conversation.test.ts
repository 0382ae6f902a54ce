import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../api/apiFailure';
import type { ServerMessage } from '../protocol/types';
import { openConversation } from './conversation';
import { FakeGateway } from './fakeGateway';
import type { Conversation, ConversationState, Wishes } from './types';

const WISHES: Wishes = { speaks: 'en-US', hears: 'pt-BR', sends: 'pcm16', wants: 'pcm16' };

class Talk {
  readonly gateway = new FakeGateway();
  readonly states: ConversationState[] = [];
  readonly messages: ServerMessage[] = [];
  readonly said: number[] = [];
  lostMs = 0;
  readonly conversation: Conversation;
  private spoken = 0;
  private delivered = 0;

  constructor(prepare: (gateway: FakeGateway) => void = () => undefined) {
    prepare(this.gateway);
    this.conversation = openConversation(
      {
        admission: this.gateway.admission,
        readmit: this.gateway.readmit,
        wishes: WISHES,
        events: {
          onState: (state) => this.states.push(state),
          onMessage: (message) => this.messages.push(message),
          onSound: () => undefined,
          onLost: (ms) => {
            this.lostMs += ms;
          },
        },
      },
      this.gateway.environment,
    );
  }

  /** Says so much, in pieces, while time passes. */
  async speak(durationMs: number, pieceMs = 50): Promise<void> {
    for (let done = 0; done < durationMs; done += pieceMs) {
      this.spoken++;
      const bytes = Uint8Array.from({ length: pieceMs * 32 }, (_, at) => (this.spoken * 31 + at) & 0xff);
      this.said.push(...bytes);
      this.conversation.speak({ bytes, durationMs: pieceMs });
      await this.gateway.clock.pass(pieceMs);
    }
  }

  pass(durationMs: number): Promise<void> {
    return this.gateway.clock.pass(durationMs);
  }

  deliver(): void {
    this.gateway.deliver(++this.delivered);
  }

  get captions(): number[] {
    return this.messages.filter(({ type }) => type === 'caption.final').map(({ sequence }) => sequence);
  }

  get state(): ConversationState | undefined {
    return this.states.at(-1);
  }
}

/** Where they differ, -1: nowhere. A failure that shows half a million bytes helps nobody. */
function firstDifference(one: number[], other: number[]): number {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, at) => at).findIndex((at) => one[at] !== other[at]);
}

describe('a conversation', () => {
  it('configures first and sends what was said before it was ready', async () => {
    const talk = new Talk();
    await talk.speak(200);
    await talk.pass(1_000);

    expect(talk.gateway.configured).toEqual([
      {
        action: 'session.configure',
        speaks: 'en-US',
        hears: 'pt-BR',
        audio: { format: 'pcm16', sampleRate: 16_000, channels: 1 },
        output: { format: 'pcm16' },
      },
    ]);
    expect(talk.states).toEqual([{ name: 'connecting' }, { name: 'live', resumed: false }]);
    expect(firstDifference(talk.gateway.timeline, talk.said)).toBe(-1);
  });

  it('brings every piece once and in order, and hears everything once, through any drops of up to five seconds', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('speak' as const), ms: fc.integer({ min: 1, max: 30 }).map((n) => n * 100) }),
      fc.record({ kind: fc.constant('away' as const), ms: fc.integer({ min: 0, max: 48 }).map((n) => n * 100) }),
      fc.record({ kind: fc.constant('cut' as const), forgotten: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ kind: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('pause' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.constantFrom(50, 20), async (steps, pieceMs) => {
        const talk = new Talk();
        await talk.pass(500);
        let delivered = 0;
        for (const what of steps) {
          if (what.kind === 'speak') {
            await talk.speak(what.ms, pieceMs);
          } else if (what.kind === 'away') {
            talk.gateway.network(false);
            await talk.speak(what.ms, pieceMs);
            talk.gateway.network(true);
            await talk.pass(8_000);
          } else if (what.kind === 'cut') {
            talk.gateway.forget(what.forgotten);
            talk.gateway.cut();
          } else if (what.kind === 'deliver') {
            for (let i = 0; i < what.count; i++) {
              talk.deliver();
              delivered++;
            }
          } else {
            talk.conversation.pause();
            await talk.pass(300);
            talk.conversation.resume();
          }
        }
        await talk.pass(20_000);
        const whole = Math.floor(talk.said.length / 1_600) * 1_600;

        expect(talk.lostMs).toBe(0);
        expect(firstDifference(talk.gateway.timeline, talk.said.slice(0, whole))).toBe(-1);
        expect(talk.captions).toEqual(Array.from({ length: delivered }, (_, at) => at + 1));
        expect(talk.state).toMatchObject({ name: 'live' });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('keeps five seconds of a longer drop, the newest, and tells what is lost', async () => {
    const talk = new Talk();
    await talk.speak(1_000);
    await talk.pass(200);
    talk.gateway.network(false);
    await talk.speak(7_000);
    talk.gateway.network(true);
    await talk.pass(8_000);

    expect(talk.lostMs).toBe(2_000);
    const kept = [...talk.said.slice(0, 32_000), ...talk.said.slice(32_000 + 64_000)];
    expect(firstDifference(talk.gateway.timeline, kept)).toBe(-1);
  });

  it('catches up at no more than twice the pace of speech', async () => {
    const talk = new Talk();
    await talk.speak(500);
    talk.gateway.network(false);
    await talk.speak(4_900);
    talk.gateway.network(true);
    await talk.speak(7_000);
    await talk.pass(100);

    const { arrivals } = talk.gateway;
    const sentWithin = (fromMs: number, ms: number) =>
      arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + ms).reduce((sum, one) => sum + one.ms, 0);
    // As the gateway's PaceLimiter: five seconds at once, and twice real time after that.
    arrivals.forEach(({ atMs }) => {
      expect(sentWithin(atMs, 1_000)).toBeLessThanOrEqual(5_000);
      expect(sentWithin(atMs, 4_000)).toBeLessThanOrEqual(5_000 + 8_000);
    });
    const secondAfterBurst = arrivals.find(({ atMs }) => atMs > 6_000)?.atMs ?? 0;
    expect(sentWithin(secondAfterBurst, 1_000)).toBeLessThanOrEqual(1_900);
    expect(firstDifference(talk.gateway.timeline, talk.said)).toBe(-1);
  });

  it('says its pauses and its end in their places, though they were said while nobody listened', async () => {
    const talk = new Talk();
    await talk.speak(300);
    talk.gateway.network(false);
    talk.conversation.pause();
    await talk.pass(500);
    talk.conversation.resume();
    await talk.speak(300);
    talk.conversation.stop();
    talk.gateway.network(true);
    await talk.pass(2_000);

    expect(talk.gateway.commands.slice(-3)).toEqual(['pause', 'resume', 'stop']);
    expect(firstDifference(talk.gateway.timeline, talk.said)).toBe(-1);
    expect(talk.gateway.state).toBe('stopped');
  });

  it('resumes after the highest sequence it has heard', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.deliver();
    talk.deliver();
    await talk.pass(200);
    talk.gateway.cut();
    await talk.pass(500);

    expect(talk.gateway.resumed).toEqual([2]);
    expect(talk.gateway.tickets).toBe(1);
    expect(talk.states.map(({ name }) => name)).toEqual(['connecting', 'live', 'reconnecting', 'live']);
    expect(talk.state).toEqual({ name: 'live', resumed: true });
  });

  it('passes on what the gateway says itself, though it repeats a sequence', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.deliver();
    talk.gateway.notice('AUDIO_SILENT');
    talk.gateway.notice('AUDIO_NOISY');
    await talk.pass(200);

    expect(talk.messages.flatMap((message) => (message.type === 'notice' ? [message.code] : []))).toEqual([
      'AUDIO_SILENT',
      'AUDIO_NOISY',
    ]);
  });

  it('says several changes that were made while away as one', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.network(false);
    talk.conversation.change({ hears: 'es' });
    talk.conversation.change({ captions: 'final' });
    talk.gateway.network(true);
    await talk.pass(1_000);

    expect(talk.gateway.configured).toHaveLength(2);
    expect(talk.gateway.configured[1]).toMatchObject({ speaks: 'en-US', hears: 'es', captions: 'final' });
  });

  it('says a change again whose answer was lost', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.conversation.change({ hears: 'es' });
    talk.gateway.cut();
    await talk.pass(1_000);

    expect(talk.gateway.configured.at(-1)).toMatchObject({ hears: 'es' });
  });

  it.each([
    ['INVALID_AUDIO_FORMAT', undefined],
    ['INVALID_REQUEST', undefined],
    ['INVALID_REQUEST', { action: 'audio.control', field: 'command' }],
  ])('keeps a change of language when something else is refused meanwhile with %s', async (code, details) => {
    const talk = new Talk();
    await talk.pass(200);
    talk.conversation.change({ hears: 'es' });
    talk.gateway.refuse(code, details);
    await talk.pass(200);
    talk.conversation.change({ captions: 'final' });
    await talk.pass(200);

    expect(talk.gateway.configured.at(-1)).toMatchObject({ hears: 'es', captions: 'final' });
  });

  it.each([
    ['UNSUPPORTED_LANGUAGE', { field: 'hears' }],
    ['INVALID_AUDIO_FORMAT', { field: 'audio.format' }],
    ['SERVICE_UNAVAILABLE', undefined],
  ])('takes a change back that is refused with %s', async (code, details) => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.refusals.push({ code, message: 'No.', suggestion: '', retryable: false, ...(details && { details }) });
    talk.conversation.change({ hears: 'tlh' });
    await talk.pass(200);
    talk.conversation.change({ captions: 'final' });
    await talk.pass(200);

    expect(talk.gateway.configured.at(-1)).toMatchObject({ hears: 'pt-BR', captions: 'final' });
  });

  it('holds on through three seconds of silence of the network and goes on over another connection after twenty-five', async () => {
    const talk = new Talk();
    await talk.pass(500);
    talk.gateway.freeze(true);
    await talk.speak(3_000);
    talk.gateway.freeze(false);
    await talk.pass(500);
    expect(talk.gateway.tickets).toBe(0);

    talk.gateway.freeze(true);
    await talk.pass(25_000);
    expect(talk.gateway.tickets).toBe(1);
    expect(talk.state).toEqual({ name: 'live', resumed: true });
  });

  it('keeps what the socket does not take', async () => {
    const talk = new Talk();
    await talk.pass(500);
    talk.gateway.freeze(true);
    // More than is kept of what was sent, less than is kept of what was not.
    await talk.speak(9_000);
    talk.gateway.cut();
    await talk.pass(15_000);

    expect(firstDifference(talk.gateway.timeline, talk.said)).toBe(-1);
    expect(talk.lostMs).toBe(0);
  });

  it('is left for good, also when nobody listened at that moment', async () => {
    const here = new Talk();
    await here.pass(200);
    here.conversation.leave();
    await here.pass(200);
    expect(here.state).toEqual({ name: 'ended', why: { reason: 'left' } });
    expect(here.gateway.closedWith).toEqual([1000]);

    const away = new Talk();
    await away.pass(200);
    away.gateway.cut();
    away.conversation.leave();
    await away.pass(200);
    expect(away.gateway.closedWith).toEqual([1000]);
    expect(away.state).toEqual({ name: 'ended', why: { reason: 'left' } });

    const opening = new Talk();
    await opening.pass(25);
    opening.conversation.leave();
    await opening.pass(1_000);
    expect(opening.gateway.closedWith).toEqual([1000]);
    expect(opening.states.map(({ name }) => name)).toEqual(['connecting', 'ended']);
  });
});

describe('the way back', () => {
  it.each([
    [4001, 'replaced'],
    [4002, 'over'],
  ])('ends when the gateway closes with %i', async (code, reason) => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.cut(code);
    await talk.pass(10_000);

    expect(talk.state).toEqual({ name: 'ended', why: { reason } });
    expect(talk.gateway.tickets).toBe(0);
  });

  it('comes back from a gateway that stops', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.cut(1001);
    await talk.pass(200);

    expect(talk.state).toEqual({ name: 'live', resumed: true });
  });

  it('tries ever less often, says so, and gives up when nobody would know it any more', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.network(false);
    await talk.pass(105_000);
    expect(talk.state).toMatchObject({ name: 'reconnecting', offline: true });
    await talk.pass(12_000);

    expect(talk.state).toEqual({ name: 'ended', why: { reason: 'unreachable' } });
    const waits = talk.states.flatMap((state) => (state.name === 'reconnecting' ? [state.nextTryInMs] : []));
    expect(Math.max(...waits)).toBeLessThanOrEqual(4_000);
    expect(waits.length).toBeGreaterThan(25);
    const { length } = talk.states;
    await talk.pass(60_000);
    expect(talk.states).toHaveLength(length);
  });

  it('tells that what it kept is lost, when nobody takes it back and when it is left meanwhile', async () => {
    const givenUp = new Talk();
    await givenUp.pass(200);
    givenUp.gateway.network(false);
    await givenUp.speak(3_000);
    await givenUp.pass(120_000);
    expect(givenUp.lostMs).toBe(3_000);

    const left = new Talk();
    await left.pass(200);
    left.gateway.network(false);
    await left.speak(2_000);
    left.conversation.leave();
    expect(left.lostMs).toBe(2_000);
  });

  it('does not wait for a ticket that does not come', async () => {
    const talk = new Talk();
    await talk.pass(6_000);
    talk.gateway.isMute = true;
    talk.gateway.cut();
    await talk.pass(3_900);
    talk.gateway.isMute = false;
    expect(talk.gateway.tickets).toBe(1);
    await talk.pass(500);

    expect(talk.gateway.tickets).toBe(2);
    expect(talk.state).toEqual({ name: 'live', resumed: true });
  });

  it('waits as long as the gateway asks for', async () => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.failures.push(new ApiFailure('THROTTLED', 'Too many.', 'Wait.', 429, 7));
    talk.gateway.cut();
    await talk.pass(6_900);
    expect(talk.gateway.tickets).toBe(1);
    await talk.pass(300);
    expect(talk.state).toEqual({ name: 'live', resumed: true });
  });

  it.each([
    [401, { reason: 'refused', code: 'UNAUTHORIZED', message: 'Who?', suggestion: 'Sign in.' }],
    [403, { reason: 'refused', code: 'UNAUTHORIZED', message: 'Who?', suggestion: 'Sign in.' }],
    [404, { reason: 'over' }],
    [409, { reason: 'over' }],
  ])('ends when a new ticket is refused with %i', async (status, why) => {
    const talk = new Talk();
    await talk.pass(200);
    talk.gateway.failures.push(new ApiFailure('UNAUTHORIZED', 'Who?', 'Sign in.', status));
    talk.gateway.cut();
    await talk.pass(200);

    expect(talk.state).toEqual({ name: 'ended', why });
  });

  it('tells why the gateway does not follow its wishes', async () => {
    const refusal = { code: 'UNSUPPORTED_LANGUAGE', message: 'No.', suggestion: 'Another.', retryable: false };
    const talk = new Talk((gateway) => gateway.refusals.push(refusal));
    await talk.pass(500);

    expect(talk.state).toEqual({
      name: 'ended',
      why: { reason: 'refused', code: 'UNSUPPORTED_LANGUAGE', message: 'No.', suggestion: 'Another.' },
    });
  });

  it('waits while the models are being loaded', async () => {
    const loading = { code: 'SERVICE_UNAVAILABLE', message: 'Loading.', suggestion: '', retryable: true, retryAfter: 2 };
    const talk = new Talk((gateway) => gateway.refusals.push(loading, loading));
    await talk.pass(6_000);

    expect(talk.state).toEqual({ name: 'live', resumed: false });
    expect(talk.gateway.tickets).toBe(2);
  });

  it('says its wishes again to a gateway that knows nothing to resume', async () => {
    const talk = new Talk();
    await talk.speak(200);
    talk.gateway.refusals.push({ code: 'INVALID_REQUEST', message: 'Nothing.', suggestion: '', retryable: false });
    talk.gateway.cut();
    await talk.speak(300);
    await talk.pass(1_000);

    expect(talk.state).toEqual({ name: 'live', resumed: false });
    expect(firstDifference(talk.gateway.timeline, talk.said)).toBe(-1);
  });
});
