import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { AskDialog } from './AskDialog';
import { FakeServer } from './testing/FakeServer';
import { show } from './testing/show';

const { happyDOM } = window as unknown as { happyDOM: { setViewport(size: { width: number }): void } };

afterEach(() => {
  cleanup();
  happyDOM.setViewport({ width: 1024 });
});

it.each([
  ['over the whole width of a phone', 360, '1'],
  ['at the right on a desk', 1024, '0'],
])('puts long answers below each other where they do not fit in a row, %s', (_where, width, flexGrow) => {
  happyDOM.setViewport({ width });
  const nothing = () => undefined;
  show(<AskDialog open title="¿Borrar esta grabación?" text="" yes="Borrar la grabación" onYes={nothing} onNo={nothing} />, { server: new FakeServer() });
  const answers = screen.getAllByRole('button');
  expect(answers.map(({ textContent }) => textContent)).toEqual(['Cancel', 'Borrar la grabación']);
  expect(getComputedStyle(answers[0]?.parentElement as HTMLElement).flexWrap).toBe('wrap');
  expect(answers.map((answer) => getComputedStyle(answer).flexGrow)).toEqual([flexGrow, flexGrow]);
});
