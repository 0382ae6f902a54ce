import { ApiFailure } from '../api/apiFailure';
import type { Admission } from '../protocol/types';
import type { Environment, Socket, SocketEvents } from './environment';
import { FakeClock } from './fakeClock';

const CHUNK_MS = 50;
const BYTES_PER_MS = 32;
const WAY_MS = 20;

interface Line {
  events: SocketEvents;
  isOpen: boolean;
  /** Network gone without a word: what is sent waits in `buffered`. */
  isFrozen: boolean;
  buffered: number;
  sent: string[];
  last: number;
  isSeated: boolean;
}

/**
 * One participant at a gateway, as the real one treats it: chunks of 50 ms become its timeline, what is no chunk yet is
 * gone with the connection, deliveries are sent again after `session.resume`. For tests, which may break anything.
 */
export class FakeGateway {
  /** The participant's audio for good: whole chunks of 16 kHz mono pcm16. */
  timeline: number[] = [];
  commands: string[] = [];
  configured: Record<string, unknown>[] = [];
  resumed: number[] = [];
  tickets = 0;
  closedWith: number[] = [];
  state = 'created';
  /** What the next answer to session.configure or session.resume is instead of session.ready. */
  refusals: Record<string, unknown>[] = [];
  /** What the next request for a ticket fails with. */
  failures: Error[] = [];
  isUp = true;
  /** Requests for tickets are never answered. */
  isMute = false;
  /** What was sent, told by when. */
  readonly arrivals: { atMs: number; ms: number }[] = [];
  readonly clock = new FakeClock();
  private tail: number[] = [];
  private deliveries: Record<string, unknown>[] = [];
  private line: Line | undefined;
  private networkChanges: (() => void)[] = [];

  readonly environment: Environment = {
    nowMs: () => this.clock.nowMs,
    chance: () => 0.5,
    after: (delayMs, run) => this.clock.after(delayMs, run),
    connect: (url, subprotocol, events) => this.accept(url, subprotocol, events),
    isOnline: () => this.isUp,
    onNetworkChange: (changed) => {
      this.networkChanges.push(changed);
      return () => {
        this.networkChanges = this.networkChanges.filter((other) => other !== changed);
      };
    },
  };

  readonly admission: Admission = {
    sessionId: 'session',
    participantId: 'ana',
    ticket: 'first',
    expiresAt: 0,
    mediaUrl: 'ws://gateway/v1/stream',
  };

  readonly readmit = (): Promise<Admission> => {
    this.tickets++;
    if (this.isMute) {
      return new Promise(() => undefined);
    }
    const failure = this.isUp ? this.failures.shift() : new ApiFailure('NO_ANSWER', 'No network.', 'Wait.', 0);
    return failure === undefined
      ? Promise.resolve({ ...this.admission, ticket: `ticket${this.tickets}` })
      : Promise.reject(failure);
  };

  get receivedMs(): number {
    return this.timeline.length / BYTES_PER_MS;
  }

  /** Of the line that is there: what the client has given to it. */
  get sent(): string[] {
    return this.line?.sent ?? [];
  }

  private accept(url: string, subprotocol: string, events: SocketEvents): Socket {
    if (subprotocol !== 'univoice.v1' || !url.startsWith('ws://gateway/v1/stream?ticket=')) {
      throw new Error(`refused: ${url} ${subprotocol}`);
    }
    const line: Line = { events, isOpen: false, isFrozen: false, buffered: 0, sent: [], last: 0, isSeated: false };
    this.clock.after(WAY_MS, () => {
      if (this.isUp) {
        this.line = line;
        line.isOpen = true;
        events.onOpen();
      } else {
        events.onClose(1006);
      }
    });
    return {
      get bufferedAmount() {
        return line.buffered;
      },
      send: (message) => this.receive(line, message),
      close: (code) => {
        this.clock.after(WAY_MS, () => this.closedByClient(line, code));
      },
    };
  }

  private closedByClient(line: Line, code: number): void {
    if (line.isOpen) {
      this.closedWith.push(code);
      this.hangUp(line);
    }
  }

  private receive(line: Line, message: string | Uint8Array): void {
    if (line.isFrozen) {
      line.buffered += message.length;
      return;
    }
    this.clock.after(WAY_MS, () => {
      if (line.isOpen && line === this.line) {
        if (typeof message === 'string') {
          line.sent.push(message);
          this.follow(line, JSON.parse(message) as Record<string, unknown>);
        } else {
          this.hear(line, message);
        }
      }
    });
  }

  private follow(line: Line, message: Record<string, unknown>): void {
    if (message.action === 'session.status') {
      this.say(line, {
        type: 'session.status',
        sessionId: 'session',
        participantId: 'ana',
        state: this.state,
        receivedMillis: this.receivedMs,
        participants: [],
      });
      return;
    }
    if (message.action === 'audio.control') {
      const command = message.command as string;
      this.commands.push(command);
      this.state = { pause: 'paused', resume: 'live', stop: 'stopped' }[command] ?? this.state;
      return;
    }
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      const details = { action: message.action, ...(refusal.details as object | undefined) };
      this.say(line, { type: 'error', ...refusal, details });
      return;
    }
    const isResume = message.action === 'session.resume';
    if (isResume) {
      this.resumed.push(message.lastSequence as number);
      line.last = message.lastSequence as number;
    } else {
      this.configured.push(message);
    }
    line.isSeated = true;
    this.state = this.state === 'created' ? 'live' : this.state;
    this.say(line, { type: 'session.ready', resumed: isResume, receivedMillis: this.receivedMs });
    if (isResume) {
      this.deliveries
        .filter((delivery) => (delivery.sequence as number) > (message.lastSequence as number))
        .forEach((delivery) => this.send(line, delivery));
    }
  }

  private hear(line: Line, bytes: Uint8Array): void {
    if (!line.isSeated || this.state !== 'live') {
      throw new Error(`audio while ${this.state}`);
    }
    this.arrivals.push({ atMs: this.clock.nowMs, ms: bytes.length / BYTES_PER_MS });
    this.tail.push(...bytes);
    while (this.tail.length >= CHUNK_MS * BYTES_PER_MS) {
      this.timeline.push(...this.tail.splice(0, CHUNK_MS * BYTES_PER_MS));
    }
  }

  /** What the gateway says itself repeats the last sequence sent on the connection. */
  private say(line: Line, message: Record<string, unknown>): void {
    this.send(line, { ...message, sequence: line.last });
  }

  private send(line: Line, message: Record<string, unknown>): void {
    line.last = Math.max(line.last, message.sequence as number);
    this.clock.after(WAY_MS, () => {
      if (line.isOpen && !line.isFrozen) {
        line.events.onText(JSON.stringify(message));
      }
    });
  }

  // ---- what tests do ----

  notice(code: string): void {
    if (this.line !== undefined) {
      this.say(this.line, { type: 'notice', code, message: code, suggestion: '' });
    }
  }

  /** Refuses what came last, whatever that was. */
  refuse(code: string, details?: Record<string, unknown>): void {
    if (this.line !== undefined) {
      this.say(this.line, { type: 'error', code, message: code, suggestion: '', retryable: false, ...(details && { details }) });
    }
  }

  /** One more delivery, now or after the next resume. */
  deliver(sequence: number): void {
    const delivery = {
      type: 'caption.final',
      segment: `ana:${sequence}`,
      speaker: 'S1',
      participant: 'ana',
      text: `said ${sequence}`,
      sequence,
    };
    this.deliverMessage(delivery);
  }

  deliverMessage(delivery: Record<string, unknown>): void {
    this.deliveries.push(delivery);
    if (this.line?.isSeated) {
      this.send(this.line, delivery);
    }
  }

  /** Live only: it is not sent again. */
  deliverSound(sequence: number, audio: number, sound: Uint8Array): void {
    const { line } = this;
    const frame = new DataView(new ArrayBuffer(16 + sound.length));
    frame.setBigInt64(0, BigInt(sequence));
    frame.setInt32(8, audio);
    new Uint8Array(frame.buffer, 16).set(sound);
    this.clock.after(WAY_MS, () => line?.isOpen && line.events.onBinary(frame.buffer));
  }

  /** The newest chunks were not published: nobody has them. */
  forget(chunks: number): void {
    const length = Math.max(0, this.timeline.length - chunks * CHUNK_MS * BYTES_PER_MS);
    this.timeline.length = length;
  }

  cut(code = 1006): void {
    const line = this.line;
    if (line !== undefined) {
      this.hangUp(line);
      line.events.onClose(code);
    }
  }

  private hangUp(line: Line): void {
    line.isOpen = false;
    if (line === this.line) {
      this.line = undefined;
      this.tail = [];
    }
  }

  freeze(isFrozen: boolean): void {
    if (this.line !== undefined) {
      this.line.isFrozen = isFrozen;
    }
  }

  network(isUp: boolean): void {
    this.isUp = isUp;
    if (!isUp) {
      this.cut();
    }
    [...this.networkChanges].forEach((changed) => changed());
  }
}
