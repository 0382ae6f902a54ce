/**
 * Loudness of one direction, 0 to 100. It changes twenty times a second, so it goes past the store: whoever draws it
 * writes it where it is drawn, and nothing is rendered again.
 */
export class Level {
  private readonly listeners = new Set<(level: number) => void>();
  private current = 0;

  get value(): number {
    return this.current;
  }

  set(level: number): void {
    this.current = level;
    this.listeners.forEach((tell) => tell(level));
  }

  subscribe(listener: (level: number) => void): () => void {
    this.listeners.add(listener);
    listener(this.current);
    return () => this.listeners.delete(listener);
  }
}

export interface Levels {
  input: Level;
  output: Level;
}

export function newLevels(): Levels {
  return { input: new Level(), output: new Level() };
}
