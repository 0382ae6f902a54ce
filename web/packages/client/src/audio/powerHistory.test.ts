import { expect, it } from 'vitest';
import { PowerHistory } from './powerHistory';

it('puts frames one after the other though their clock wavers by a frame', () => {
  const history = new PowerHistory();
  history.push([1, 2], 101);
  history.push([3, 4], 104);
  history.push([5, 6], 104);
  expect([history.at(history.last), history.at(history.last - 5)]).toEqual([6, 1]);
});

it('knows silence where nothing was told', () => {
  const history = new PowerHistory();
  history.push([1], 100);
  history.push([2], 110);
  expect(history.at(100)).toBe(1);
  expect(history.loudest(101, 109)).toBe(0);
  expect(history.at(111)).toBe(0);
  history.push([3], 5_000);
  expect(history.loudest(4_000, 4_999)).toBe(0);
  expect(history.loudest(4_990, 5_000)).toBe(3);
});
