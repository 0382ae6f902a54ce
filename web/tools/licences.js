import { readFileSync } from 'node:fs';

/**
 * Fails when dist/licences.txt, which goes out with the page, does not name every direct dependency with its version, or
 * lacks the text of any licence that it names.
 */
const near = (path) => new URL(`../${path}`, import.meta.url);
const { dependencies } = JSON.parse(readFileSync(near('package.json'), 'utf8'));
// "## react - 18.3.1 (MIT)", and below it the text.
const sections = readFileSync(near('dist/licences.txt'), 'utf8').split(/^## /m).slice(1);
const TEXT = /Permission is hereby granted|Apache License|Redistribution and use|Permission to use, copy/;
const missing = [
  ...Object.entries(dependencies)
    .map(([name, version]) => `${name} - ${version}`)
    .filter((wanted) => !sections.some((each) => each.startsWith(`${wanted} (`))),
  ...sections.filter((each) => !TEXT.test(each)).map((each) => each.split('\n', 1)[0]),
];
for (const what of missing) {
  console.error(`dist/licences.txt does not hold the licence of ${what}`);
}
console.log(`${sections.length} licences in dist/licences.txt`);
if (missing.length > 0) {
  process.exitCode = 1;
}
