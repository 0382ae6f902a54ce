import { WILL_COME_BACK } from '../protocol/closeCodes';
import { readMessage, say } from '../protocol/messages';
import { readSoundFrame } from '../protocol/soundFrame';
import type { Admission, ServerMessage, SoundFrame } from '../protocol/types';
import type { Environment, Socket } from './environment';
import { Heartbeat, LOOK_EVERY_MS } from './heartbeat';

const SUBPROTOCOL = 'univoice.v1';

/** A gateway that takes longer to let somebody in is as good as none. */
const OPEN_WITHIN_MS = 10_000;

/** As a broken connection is told: RFC 6455, 7.1.5. */
const BROKEN = 1006;

export interface ConnectionEvents {
  onOpen(): void;
  onMessage(message: ServerMessage): void;
  onSound(frame: SoundFrame): void;
  /** Nothing comes any more; not told of a connection that was given up on our side. */
  onClosed(code: number): void;
}

/** One WebSocket to the media listener, watched over: it opens, and says so when it is dead. */
export class Connection {
  private readonly socket: Socket;
  private heartbeat: Heartbeat | undefined;
  private cancelTimer: () => void;
  private isOver = false;

  constructor(
    private readonly environment: Environment,
    admission: Admission,
    private readonly events: ConnectionEvents,
  ) {
    this.cancelTimer = environment.after(OPEN_WITHIN_MS, () => this.end(BROKEN));
    const url = `${admission.mediaUrl}?ticket=${encodeURIComponent(admission.ticket)}`;
    this.socket = environment.connect(url, SUBPROTOCOL, {
      onOpen: () => this.unlessOver(() => this.opened()),
      onText: (text) => this.unlessOver(() => this.heard(readMessage(text), events.onMessage)),
      onBinary: (bytes) => this.unlessOver(() => this.heard(readSoundFrame(bytes), events.onSound)),
      onClose: (code) => this.unlessOver(() => this.end(code)),
    });
  }

  get isOpen(): boolean {
    return this.heartbeat !== undefined && !this.isOver;
  }

  private unlessOver(what: () => void): void {
    if (!this.isOver) {
      what();
    }
  }

  private opened(): void {
    this.heartbeat = new Heartbeat(this.environment.nowMs());
    this.lookLater();
    this.events.onOpen();
  }

  private heard<T>(what: T | undefined, tell: (what: T) => void): void {
    this.heartbeat?.heard(this.environment.nowMs());
    if (what !== undefined) {
      tell(what);
    }
  }

  private lookLater(): void {
    this.cancelTimer();
    this.cancelTimer = this.environment.after(LOOK_EVERY_MS, () => this.look());
  }

  private look(): void {
    const verdict = this.heartbeat?.look(this.environment.nowMs());
    if (verdict === 'lost') {
      this.end(BROKEN);
      return;
    }
    if (verdict === 'ask') {
      this.send(say.status());
    }
    this.lookLater();
  }

  send(message: string | Uint8Array): void {
    if (!this.isOver) {
      this.socket.send(message);
    }
  }

  /** Asks at once whether anybody is there; without an answer it ends as after a long silence. */
  probe(): void {
    if (this.heartbeat?.probe(this.environment.nowMs()) === 'ask') {
      this.send(say.status());
    }
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Ends it from our side. The network may not know for long: nothing of it is listened to any more. */
  close(code: number): void {
    if (!this.isOver) {
      this.isOver = true;
      this.cancelTimer();
      this.socket.close(code);
    }
  }

  private end(code: number): void {
    this.close(WILL_COME_BACK);
    this.events.onClosed(code);
  }
}
