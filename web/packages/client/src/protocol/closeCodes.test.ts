import { expect, it } from 'vitest';
import { meaningOf } from './closeCodes';

it('tells what ends a conversation from what only ends a connection', () => {
  expect([4001, 4002, 1008, 1009].map(meaningOf)).toEqual(['replaced', 'over', 'refused', 'refused']);
  expect([1000, 1001, 1005, 1006, 1011, 1012, 4900, 0].map(meaningOf)).toEqual(Array<string>(8).fill('lost'));
});
