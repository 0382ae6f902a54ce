/** The file that somebody let fall on the page, until the screen takes it. A store cannot hold a file. */
let dropped: File[] = [];
const listeners = new Set<() => void>();

export function dropFiles(files: File[]): void {
  dropped = files;
  listeners.forEach((changed) => changed());
}

export function droppedFiles(): File[] {
  return dropped;
}

export function onDroppedFiles(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
