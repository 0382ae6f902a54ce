import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { serveAudioPage } from './audio/serve';
import { expect, sample, test } from './harness/test';

let served: Awaited<ReturnType<typeof serveAudioPage>>;
test.beforeAll(async () => {
  served = await serveAudioPage();
});
test.afterAll(() => served.close());

/** What a press of the page's button starts, answered once it is done. */
async function press<A, R>(page: Page, argument: A, act: (argument: A) => Promise<R>): Promise<R> {
  const acting = page.evaluate(
    `new Promise((done, failed) => { document.querySelector('button').onclick = () => (${act})(${JSON.stringify(argument)}).then(done, failed); })`,
  );
  await page.waitForFunction(() => document.querySelector('button')?.onclick);
  await page.getByRole('button').click();
  return (await acting) as R;
}

for (const encoding of ['pcm16', 'opus'] as const) {
  test(`should capture ${encoding} by the sample clock and without a gap`, async ({ person }) => {
    const page = await person({ microphone: sample('english'), context: { permissions: ['microphone'] } });
    await page.goto(served.url);
    await page.evaluate(() => window.audio.prepareMicrophone());
    await page.waitForTimeout(1_000);

    const captured = await press(page, encoding, async (wanted) => {
      const pieces: { at: number; ms: number; bytes: number }[] = [];
      const microphone = await window.audio.startMicrophone(
        { encoding: wanted },
        {
          onPiece: ({ bytes, durationMs }) => pieces.push({ at: performance.now(), ms: durationMs, bytes: bytes.length }),
          onLevel: () => undefined,
          onLost: () => undefined,
        },
      );
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      await microphone.stop();
      return { pieces, encoding: microphone.encoding, startedAfterMs: microphone.startedAfterMs };
    });

    const { pieces } = captured;
    const meanMs = (pieces.at(-1)!.at - pieces[0]!.at) / (pieces.length - 1);
    // Told, not held to 100 ms: how long it takes is the machine's affair.
    console.log(`${encoding}: first sample ${captured.startedAfterMs?.toFixed(0)} ms after the press, a piece every ${meanMs.toFixed(1)} ms`);
    expect(captured.encoding).toBe(encoding);
    expect(captured.startedAfterMs).toBeGreaterThan(0);
    expect(meanMs / pieces[0]!.ms).toBeGreaterThan(0.9);
    expect(meanMs / pieces[0]!.ms).toBeLessThan(1.1);
    const [whole, rest] = [pieces.slice(0, -1), pieces.at(-1)!];
    expect(whole.every(({ bytes }) => (encoding === 'pcm16' ? bytes === 1_600 : bytes > 2 && bytes < 400))).toBe(true);
    // What is left at the end is as short as it is.
    expect(rest.bytes).toBeLessThanOrEqual(encoding === 'pcm16' ? 1_600 : 400);
  });
}

for (const encoding of ['pcm16', 'opus'] as const) {
  test(`should hand on what was said up to a pause and up to the end in ${encoding}`, async ({ person }) => {
    const page = await person({ microphone: sample('english'), context: { permissions: ['microphone'] } });
    await page.goto(served.url);

    const rests = await press(page, encoding, async (wanted) => {
      let toldMs = 0;
      let onPiece = () => undefined as void;
      const microphone = await window.audio.startMicrophone(
        { encoding: wanted },
        { onPiece: ({ durationMs }) => ((toldMs += durationMs), onPiece()), onLevel: () => undefined, onLost: () => undefined },
      );
      const aPiece = () => new Promise<void>((resolve) => (onPiece = () => ((onPiece = () => undefined), resolve())));
      const restOf = async (end: () => Promise<void>) => {
        await aPiece();
        await aPiece();
        const begun = performance.now();
        // Longer than a block, shorter than the next piece.
        while (performance.now() - begun < 14);
        const before = toldMs;
        await end();
        const rest = toldMs - before;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { rest, later: toldMs - before - rest };
      };
      const all = [];
      for (let i = 0; i < 4; i++) {
        all.push(await restOf(() => microphone.pause()));
        microphone.resume();
      }
      return [...all, await restOf(() => microphone.stop())];
    });

    const rest = rests.map((each) => each.rest);
    console.log(`${encoding}: ${rest.join(', ')} ms handed on at pauses and at the end`);
    expect(Math.min(...rest)).toBeGreaterThanOrEqual(encoding === 'pcm16' ? 10 : 20);
    // The last piece is as short as what there is: five that happen to be whole are one in three thousand.
    expect(encoding === 'opus' || rest.some((ms) => ms % 50 !== 0)).toBe(true);
    expect(rests.every(({ later }) => later === 0)).toBe(true);
  });
}

test('should play a speech whose pieces come unevenly sample by sample', async ({ person }) => {
  const page = await person();
  await page.goto(served.url);
  const wav = readFileSync(sample('english'));
  const samples = Array.from(new Int16Array(wav.buffer, wav.byteOffset + 44, 2 * 16_000), (sample) => sample / 32_768);

  const play = () => press(page, samples, async (said) => {
    const sound = new window.audio.Resampler(16_000, 24_000).push(Float32Array.from(said));
    const speaker = await window.audio.openSpeaker(
      { encoding: 'pcm16' },
      { onLevel: () => undefined, onPlaying: () => undefined, onHealth: () => undefined },
    );
    const ear = await window.audio.overhear();
    speaker.begin({ audio: 1, segment: 'first' });
    const begun = performance.now();
    let lateMs = 0;
    for (let i = 0; i < sound.length; i += 1_200) {
      const due = begun + i / 24 + ((i / 1_200) % 3) * 15;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      lateMs = Math.max(lateMs, performance.now() - due);
      speaker.play(1, window.audio.encodePcm16(sound.slice(i, i + 1_200)));
    }
    speaker.end({ audio: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await speaker.close();
    const resampler = new window.audio.Resampler(24_000, ear.rateHz);
    const expected = resampler.push(window.audio.decodePcm16(window.audio.encodePcm16(sound)));
    const trimmed = (all: number[]) => all.slice(all.findIndex((sample) => sample !== 0)).slice(0, 1.9 * ear.rateHz);
    return { lateMs, heard: trimmed(ear.frames.flatMap((frame) => [...frame])), wanted: trimmed([...expected]) };
  });
  let played = await play();
  // A machine that is too busy to bring pieces when they are due shows nothing.
  for (let again = 0; again < 9 && played.lateMs > 20; again++) {
    played = await play();
  }
  const { heard, wanted } = played;

  expect(heard.length).toBeGreaterThan(80_000);
  expect(heard.findIndex((sample, i) => sample !== wanted[i])).toBe(-1);
});
