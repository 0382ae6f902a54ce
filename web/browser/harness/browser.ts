import { accessSync, constants } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import type { NetworkCut } from './networkCut';

/**
 * What keeps a browser to itself: no sandbox because tests may run as root, none of the requests to its maker that a
 * closed network refuses, many at a time.
 */
const ALONE = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** UNIVOICE_CHROMIUM, or else where Debian has it. */
export function executable(): string {
  const path = process.env.UNIVOICE_CHROMIUM ?? '/usr/bin/chromium';
  accessSync(path, constants.X_OK);
  return path;
}

export interface Machine {
  /** A WAV file that the microphone hears once, from when it is opened; without: silence and a beep each second. */
  microphone?: string;
  /** Leave the question whether the page may hear the microphone to the page's own permissions. */
  asks?: boolean;
  /** No microphone but the machine's own. */
  deaf?: boolean;
  /** Connections that can be cut. */
  cuts?: NetworkCut[];
}

/** A browser of its own for each microphone: Chromium has one for all its pages. */
export function launch(machine: Machine = {}): Promise<Browser> {
  const args = [...ALONE];
  if (!machine.deaf) {
    args.push('--use-fake-device-for-media-stream');
  }
  if (!machine.asks) {
    args.push('--use-fake-ui-for-media-stream');
  }
  if (machine.microphone) {
    args.push(`--use-file-for-fake-audio-capture=${machine.microphone}%noloop`);
  }
  const cuts = machine.cuts ?? [];
  if (cuts.length > 0) {
    args.push(`--host-resolver-rules=${cuts.map((cut) => cut.rule).join(',')}`);
  }
  return chromium.launch({ executablePath: executable(), args });
}
