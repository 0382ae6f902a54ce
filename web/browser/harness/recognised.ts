import type { Browser } from '@playwright/test';
import type { Recording } from './recording';
import type { Stack } from './stack';

/** A piece of audio, as the protocol wants it. */
const PIECE_MS = 50;

/** How long after the last word its caption may still come. */
const PATIENCE_MS = 30_000;

interface Question {
  api: string;
  token: string;
  language: string;
  pieces: string[];
  pieceMs: number;
  patienceMs: number;
}

/**
 * What a recording says, as the stack itself understands it in a session of its own.
 *
 * @param recording 16 kHz mono
 */
export async function recognised(
  browser: Browser,
  { api, token }: Stack,
  recording: Recording,
  language: string,
): Promise<string> {
  // A page of the same origin, since no other is let in, that was really served: to one made up by the test, Chromium
  // refuses this machine's addresses. Its policy is not what is tested here.
  const page = await browser.newPage({ bypassCSP: true });
  try {
    await page.goto(`${api}/v1/health`);
    const pieces = piecesOf(recording);
    return await page.evaluate(ask, { api, token, language, pieces, pieceMs: PIECE_MS, patienceMs: PATIENCE_MS });
  } finally {
    await page.close();
  }
}

function piecesOf({ rate, samples }: Recording): string[] {
  const size = (rate * PIECE_MS) / 1000;
  const count = Math.ceil(samples.length / size);
  return Array.from({ length: count }, (_, i) => {
    const piece = new Int16Array(size);
    piece.set(samples.subarray(i * size, (i + 1) * size));
    return Buffer.from(piece.buffer).toString('base64');
  });
}

/** Runs in the browser, and so may use nothing from here. */
async function ask({ api, token, language, pieces, pieceMs, patienceMs }: Question): Promise<string> {
  const opened = await fetch(`${api}/v1/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ participantName: 'Heard again', sourceLanguage: language }),
  });
  if (!opened.ok) {
    throw new Error(`No session: ${opened.status} ${await opened.text()}`);
  }
  const { mediaUrl, ticket } = (await opened.json()) as { mediaUrl: string; ticket: string };
  const socket = new WebSocket(`${mediaUrl}?ticket=${ticket}`, 'univoice.v1');
  const say = (message: object) => socket.send(JSON.stringify(message));
  const captions = new Map<string, { startMs: number; text: string }>();
  await new Promise<void>((resolve, reject) => {
    socket.onclose = (event) => reject(new Error(`Closed with ${event.code} ${event.reason}`));
    socket.onopen = () =>
      say({
        action: 'session.configure',
        speaks: language,
        captions: 'final',
        audio: { format: 'pcm16', sampleRate: 16000, channels: 1 },
      });
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data as string);
      if (message.type === 'session.ready') {
        void speak();
      } else if (message.type === 'caption.final') {
        captions.set(message.segment, { startMs: message.startMs, text: message.text });
      } else if (message.type === 'error') {
        reject(new Error(data as string));
      } else if (message.type === 'session.finished') {
        resolve();
      }
    };
    // As fast as one speaks: faster, segments are cut by a clock that is not theirs.
    async function speak() {
      const began = performance.now();
      for (const [i, piece] of pieces.entries()) {
        const wait = began + i * pieceMs - performance.now();
        if (wait > 0) {
          await new Promise((go) => setTimeout(go, wait));
        }
        socket.send(Uint8Array.from(atob(piece), (letter) => letter.charCodeAt(0)));
      }
      say({ action: 'audio.control', command: 'stop' });
      setTimeout(resolve, patienceMs);
    }
  });
  socket.onclose = null;
  socket.close();
  return [...captions.values()]
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ text }) => text)
    .join(' ');
}
