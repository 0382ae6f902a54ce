import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, type Rollup } from 'vite';

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript' };

/** What the gateway allows, as far as sound goes. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** Builds the page beside this file as the app is built, and serves it. */
export async function serveAudioPage(): Promise<{ url: string; close: () => void }> {
  const built = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })) as Rollup.RollupOutput;
  const files = new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : (request.url ?? '');
    const body = files.get(name);
    response
      .writeHead(body === undefined ? 404 : 200, {
        'Content-Type': TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
      })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
