import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A network between a browser and one listener that can be cut or made to hang. The browser still names the listener's
 * own address, so that the page's policy and the gateway's look at origins see what they always see; only its way there
 * leads through here ({@link rule}).
 */
export class NetworkCut {
  private server: Server | undefined;
  private readonly pairs = new Set<[Socket, Socket]>();
  private readonly near = new Set<Socket>();
  private frozen = false;
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly target: { host: string; port: number },
    private port: number,
  ) {}

  static async before(url: string): Promise<NetworkCut> {
    const { hostname, port } = new URL(url);
    const cut = new NetworkCut({ host: hostname, port: Number(port) }, 0);
    await cut.listen();
    return cut;
  }

  /** For Chromium's --host-resolver-rules. */
  get rule(): string {
    return `MAP ${this.target.host}:${this.target.port} 127.0.0.1:${this.port}`;
  }

  /** Connections that are open through here. */
  get open(): number {
    return this.pairs.size;
  }

  /** Resets every connection; new ones are refused. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    // Ends when its last connection has.
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    this.waiting.splice(0);
    this.near.forEach((socket) => socket.resetAndDestroy());
    this.pairs.forEach(([, far]) => far.resetAndDestroy());
    this.pairs.clear();
    await closed;
  }

  /** Nothing passes any more in either direction, and nobody is told. */
  freeze(): void {
    this.frozen = true;
    this.pairs.forEach((pair) => pair.forEach((socket) => socket.pause()));
  }

  /** As before; what was held back by freezing goes on. */
  async restore(): Promise<void> {
    this.frozen = false;
    this.pairs.forEach((pair) => pair.forEach((socket) => socket.resume()));
    this.waiting.splice(0).forEach((begin) => begin());
    if (!this.server) {
      await this.listen();
    }
  }

  async cutFor(millis: number): Promise<void> {
    await this.cut();
    await new Promise((resolve) => setTimeout(resolve, millis));
    await this.restore();
  }

  async frozenFor(millis: number): Promise<void> {
    this.freeze();
    await new Promise((resolve) => setTimeout(resolve, millis));
    await this.restore();
  }

  /** For good. */
  async close(): Promise<void> {
    await this.cut();
  }

  private async listen(): Promise<void> {
    const server = createServer((near) => {
      this.near.add(near);
      near.on('error', () => near.destroy());
      near.on('close', () => this.near.delete(near));
      near.pause();
      if (this.frozen) {
        this.waiting.push(() => this.join(near));
      } else {
        this.join(near);
      }
    });
    // The same port again after a cut: the browser was told once.
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private join(near: Socket): void {
    const far = connect(this.target);
    const pair: [Socket, Socket] = [near, far];
    this.pairs.add(pair);
    this.forward(near, far, pair);
    this.forward(far, near, pair);
    near.resume();
  }

  private forward(from: Socket, to: Socket, pair: [Socket, Socket]): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (!to.write(bytes)) {
        from.pause();
        to.once('drain', () => this.frozen || from.resume());
      }
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      to.destroy();
      this.pairs.delete(pair);
    });
  }
}
