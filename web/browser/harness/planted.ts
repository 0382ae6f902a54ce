import type { Page, WebSocketRoute } from '@playwright/test';
import type { Admission, ServerMessage } from '@univoice/client';
import type { Stack } from './stack';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
type Told = { [T in ServerMessage['type']]: Omit<Of<T>, 'sequence'> }[ServerMessage['type']];

/** Who takes part in what is planted; the first is the page's own. */
export const PLANTED: Of<'session.status'>['participants'] = [
  { participantId: 'me', name: 'Ana', speaks: 'en', hears: 'pt', connected: true },
  { participantId: 'bruno', name: 'Bruno', speaks: 'pt', hears: 'en', connected: true },
  { participantId: 'maria', name: 'Maria Aparecida do Nascimento Albuquerque', speaks: 'es', hears: 'en', connected: true },
  { participantId: 'away', name: '', speaks: 'de', hears: 'de', connected: false },
];

/** Says as the gateway would what a test wants to see on the page. */
export interface Planted {
  say(...told: Told[]): void;
  /** As if the network broke; nobody comes in again. */
  cut(): Promise<void>;
}

/**
 * A conversation whose words are chosen, for looking at states that would take minutes of speech to come by. Only opening it and
 * its WebSocket are planted; everything else is asked of the stack. Call it before the button is pressed.
 */
export async function plantConversation(page: Page, { media }: Pick<Stack, 'media'>, participants = PLANTED): Promise<Planted> {
  let sequence = 0;
  let socket: WebSocketRoute | undefined;
  const say = (...told: Told[]) => told.forEach((each) => socket?.send(JSON.stringify({ ...each, sequence: ++sequence })));
  const own = { sessionId: 'planted', participantId: participants[0]?.participantId ?? 'me' };
  const admission: Admission = { ...own, ticket: 'planted', expiresAt: Date.now() + 60_000, mediaUrl: media };
  await page.route('**/v1/sessions', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 201, json: admission }) : route.fallback()));
  await page.route('**/v1/sessions/planted', (route) => (route.request().method() === 'DELETE' ? route.fulfill({ status: 202, json: {} }) : route.fallback()));
  await page.routeWebSocket((url) => url.href.startsWith(media), (opened) => {
    socket = opened;
    opened.onMessage((message) => {
      const { action = '' } = typeof message === 'string' ? (JSON.parse(message) as { action?: string }) : {};
      if (action === 'session.configure') {
        const audio = { format: 'pcm16', sampleRate: 16_000, channels: 1 } as const;
        say({ type: 'session.ready', ...own, resumed: false, receivedMillis: 0, speaks: 'en', hears: 'pt', captions: 'all', audio, output: { ...audio, sampleRate: 24_000 }, original: 'off' });
      }
      if (action === 'session.configure' || action === 'session.status') {
        say({ type: 'session.status', ...own, state: 'live', receivedMillis: 0, participants });
      }
    });
  });
  return {
    say,
    async cut() {
      await page.route('**/v1/sessions/planted/tickets', (route) => route.abort('internetdisconnected'));
      await socket?.close({ code: 1011 });
    },
  };
}

/** A final line, and what it means. */
export function said(
  segment: string,
  participant: string,
  [language, text]: [language: string, text: string],
  translated?: Partial<Of<'translation'>> & Pick<Of<'translation'>, 'language' | 'text'>,
  more: Partial<Of<'caption.final'>> = {},
): Told[] {
  const where = { segment: `${participant}:${segment}`, participant, speaker: more.speaker ?? 'S1', startMs: Number(segment), endMs: Number(segment) + 2_000 };
  const caption: Told = { type: 'caption.final', ...where, language, text, confidence: 0.95, lowConfidence: false, words: [], overlapped: false, ...more };
  if (!translated) {
    return [caption];
  }
  const stages = { segmentation: 310, recognition: 240 + (Number(segment) % 7) * 60, translation: 180, firstSpeech: 260 + (Number(segment) % 5) * 40, delivery: 45 };
  const endToEnd = Object.values(stages).reduce((sum, each) => sum + each, 0);
  return [
    caption,
    { type: 'translation', ...where, sourceLanguage: language, confidence: 0.9, alternatives: [], entities: [], tier: 'useful', ...translated },
    { type: 'latency', segment: where.segment, language: translated.language, stages: { ...stages, endToEnd }, capturedAt: Date.now() },
  ];
}

/** What is still being said: `stable` letters of it stay. */
export function saying(segment: string, participant: string, [language, text]: [string, string], stable: number): Told {
  const where = { segment: `${participant}:${segment}`, participant, speaker: 'S1', startMs: Number(segment), endMs: Number(segment) + 1_000 };
  return { type: 'caption.partial', ...where, language, text, confidence: 0.7, lowConfidence: true, stableCharacters: stable };
}

/** Several people, several voices at one microphone, and everything that a line can have. */
export const TALK: Told[] = [
  ...said('1000', 'me', ['en', 'Good morning everybody, thank you for coming to the meeting in São Paulo.'], { language: 'pt', text: 'Bom dia a todos, obrigada por virem à reunião em São Paulo.', entities: [{ text: 'São Paulo', type: 'PLACE' }] }),
  ...said('1500', 'bruno', ['pt', 'Bom dia! O trem das sete atrasou quarenta minutos.'], { language: 'en', text: 'Good morning! The seven o’clock train was forty minutes late.' }),
  ...said('4500', 'bruno', ['pt', 'A senhora Ferreira ainda não chegou.'], { language: 'en', text: 'Mrs Ferreira has not arrived yet.', entities: [{ text: 'Ferreira', type: 'PERSON' }], alternatives: ['Ms Ferreira is not here yet.', 'Lady Ferreira did not come yet.'], confidence: 0.62 }, { confidence: 0.61, lowConfidence: true }),
  ...said('7000', 'bruno', ['pt', 'Eu também estou aqui.'], { language: 'en', text: 'I am here, too.' }, { speaker: 'S2', overlapped: true }),
  ...said('2000', 'maria', ['es', 'Perdón, ¿podrían repetir la dirección? Otorrinolaringología queda en la planta baja.'], { language: 'en', text: 'Sorry, could you repeat the address? Ear, nose and throat is on the ground floor.' }, { lowConfidence: true, confidence: 0.55 }),
  ...said('9000', 'me', ['en', 'Of course: write to ana@example.com.'], { language: 'pt', text: 'Claro: escreva para ana@example.com.', entities: [{ text: 'ana@example.com', type: 'EMAIL' }] }),
  saying('9500', 'bruno', ['pt', 'Então vamos começar com os resultados do primeiro'], 27),
];
