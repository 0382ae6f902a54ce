export interface AudioDevice {
  deviceId: string;
  label: string;
  /** What the system takes when nothing is chosen. */
  isDefault: boolean;
}

export interface AudioDevices {
  inputs: AudioDevice[];
  outputs: AudioDevice[];
}

/** What can be chosen, the default first. Before the microphone is permitted browsers hide ids and labels: there is nothing to choose then. */
export async function listDevices(): Promise<AudioDevices> {
  return chooseable((await navigator.mediaDevices?.enumerateDevices()) ?? []);
}

/** Calls back now and whenever a device comes or goes, until the function that it answers is called. */
export function watchDevices(callback: (devices: AudioDevices) => void): () => void {
  let watching = true;
  const tell = () => void listDevices().then((devices) => watching && callback(devices));
  navigator.mediaDevices?.addEventListener('devicechange', tell);
  tell();
  return () => {
    watching = false;
    navigator.mediaDevices?.removeEventListener('devicechange', tell);
  };
}

/** Chromium names the default twice: as "default", and as the device that it is; and Windows has "communications" besides. */
export function chooseable(devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>[]): AudioDevices {
  const of = (kind: MediaDeviceKind): AudioDevice[] => {
    const all = devices.filter((device) => device.kind === kind && device.deviceId !== '');
    const real = all.filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications');
    const named = all.find(({ deviceId }) => deviceId === 'default');
    const standard = named ? real.find(({ groupId, label }) => groupId === named.groupId && named.label.endsWith(label)) ?? named : real[0];
    const listed = (named && !real.includes(standard ?? named) ? [named, ...real] : real).map((device) => ({
      deviceId: device.deviceId,
      label: device.label,
      isDefault: device === standard,
    }));
    return listed.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  };
  return { inputs: of('audioinput'), outputs: of('audiooutput') };
}
