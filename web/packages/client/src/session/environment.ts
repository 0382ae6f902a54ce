/** One WebSocket, as far as it is used here. */
export interface Socket {
  /** Bytes that were given to it and have not left for the network. */
  readonly bufferedAmount: number;
  send(message: string | Uint8Array): void;
  close(code: number): void;
}

export interface SocketEvents {
  onOpen(): void;
  onText(text: string): void;
  onBinary(bytes: ArrayBuffer): void;
  /** Also when it was never open; the code is 1006 then. Nothing comes after it. */
  onClose(code: number): void;
}

/** Time, chance and network, so that tests have their own. */
export interface Environment {
  /** Milliseconds since any moment, never set back. */
  nowMs(): number;
  /** From 0 to 1. */
  chance(): number;
  /** Runs it once; the answer takes it back. */
  after(delayMs: number, run: () => void): () => void;
  connect(url: string, subprotocol: string, events: SocketEvents): Socket;
  /** False only when there is certainly no network. */
  isOnline(): boolean;
  /** Tells when a network came or went; the answer ends that. */
  onNetworkChange(changed: () => void): () => void;
}

function connect(url: string, subprotocol: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url, subprotocol);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => events.onOpen();
  socket.onclose = (closed) => events.onClose(closed.code);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') {
      events.onText(data);
    } else if (data instanceof ArrayBuffer) {
      events.onBinary(data);
    }
  };
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (message) => {
      // Sending on a socket that is not open throws, or is lost: its end is told by onclose.
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(message as string | Uint8Array<ArrayBuffer>);
      }
    },
    close: (code) => socket.close(code),
  };
}

/** That of a page, and of any program with WebSocket and timers (Node.js from 22 on). */
export function browserEnvironment(): Environment {
  return {
    nowMs: () => performance.now(),
    chance: () => Math.random(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    connect,
    isOnline: () => typeof navigator === 'undefined' || navigator.onLine !== false,
    onNetworkChange: (changed) => {
      if (typeof window === 'undefined') {
        return () => undefined;
      }
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
  };
}
