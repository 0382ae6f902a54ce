import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * Fails when what the browser must load before the page is first painted weighs more than it may: the document, and
 * every script and style that it names or that these import, gzipped one by one as the gateway sends them.
 */
const MOST_BYTES = 350 * 1024;

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');

/** Files that an entry pulls in by itself; what is imported by a call comes later and does not count. */
function reached(file, known = new Set()) {
  if (known.has(file)) {
    return known;
  }
  known.add(file);
  if (file.endsWith('.js')) {
    const code = readFileSync(join(dist, file), 'utf8');
    for (const [, name] of code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^'"()]*?from\s*)?["'](\.[^"']+\.js)["']/g)) {
      reached(join(dirname(file), name), known);
    }
  }
  return known;
}

const entries = [...page.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
if (entries.length === 0) {
  throw new Error('dist/index.html names no script: was it built?');
}
const files = ['index.html', ...new Set(entries.flatMap((entry) => [...reached(entry)]))];
const sizes = files.map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const inKb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
for (const { file, bytes } of sizes) {
  console.log(`${inKb(bytes).padStart(10)}  ${file}`);
}
console.log(`${inKb(total).padStart(10)}  before first paint, gzipped; at most ${inKb(MOST_BYTES)}`);
if (total > MOST_BYTES) {
  process.exitCode = 1;
}
