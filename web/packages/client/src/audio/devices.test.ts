import { expect, it } from 'vitest';
import { chooseable } from './devices';

const device = (kind: MediaDeviceKind, deviceId: string, label: string, groupId = deviceId) => ({ kind, deviceId, label, groupId });

it('names the default once, and first', () => {
  const { inputs, outputs } = chooseable([
    device('audioinput', 'default', 'Default - Headset', 'g2'),
    device('audioinput', 'communications', 'Communications - Headset', 'g2'),
    device('audioinput', 'a', 'Built-in', 'g1'),
    device('audioinput', 'b', 'Headset', 'g2'),
    device('videoinput', 'c', 'Camera'),
    device('audiooutput', 'd', 'Speakers'),
  ]);
  expect(inputs).toEqual([
    { deviceId: 'b', label: 'Headset', isDefault: true },
    { deviceId: 'a', label: 'Built-in', isDefault: false },
  ]);
  expect(outputs).toEqual([{ deviceId: 'd', label: 'Speakers', isDefault: true }]);
});

it('keeps a default that is no device of the list', () => {
  const { inputs } = chooseable([device('audioinput', 'default', 'Default', 'x'), device('audioinput', 'a', 'Built-in', 'g1')]);
  expect(inputs.map(({ deviceId }) => deviceId)).toEqual(['default', 'a']);
});

it('offers nothing before the microphone is permitted', () => {
  expect(chooseable([device('audioinput', '', '')])).toEqual({ inputs: [], outputs: [] });
});
