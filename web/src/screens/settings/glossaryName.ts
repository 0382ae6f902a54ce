/** What a glossary may be called at the gateway: `^[a-z0-9][a-z0-9._-]{0,63}$`. */
export function glossaryNameOf(fileName: string): string {
  const plain = fileName
    .replace(/\.csv$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
  return plain || 'glossary';
}
