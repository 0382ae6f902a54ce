/** A request as the server got it. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: string;
  /** Of a binary body. */
  bytes: number;
}

type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> };
type Route = Answer | ((request: Received) => Answer);

/** A gateway that answers what it was told to, and keeps what it got. */
export class FakeServer {
  readonly received: Received[] = [];
  private readonly routes = new Map<string, Route>();
  private isOffline = false;

  /** @param route such as "GET /v1/sessions" */
  answers(route: string, answer: Route): this {
    this.routes.set(route, answer);
    return this;
  }

  refuses(route: string, status: number, code: string, more: Record<string, unknown> = {}): this {
    return this.answers(route, { status, json: { code, message: `${code} in words.`, suggestion: 'Do something else.', ...more } });
  }

  goesOffline(): void {
    this.isOffline = true;
  }

  to(route: string): Received[] {
    return this.received.filter((each) => `${each.method} ${each.path}` === route);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), 'http://page'), init);
    const url = new URL(request.url, 'http://page');
    if (this.isOffline) {
      throw new TypeError('Failed to fetch');
    }
    const content = request.method === 'GET' ? new ArrayBuffer(0) : await request.arrayBuffer();
    const received: Received = {
      method: request.method,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: request.headers,
      body: new TextDecoder().decode(content),
      bytes: content.byteLength,
    };
    this.received.push(received);
    const route = this.routes.get(`${received.method} ${received.path}`);
    const answer = typeof route === 'function' ? route(received) : route;
    if (!answer) {
      return Response.json({ code: 'RESOURCE_NOT_FOUND', message: 'Not here.', suggestion: '' }, { status: 404 });
    }
    const { status = 200, json, text, headers = {} } = answer;
    if (status === 204) {
      return new Response(null, { status });
    }
    return text !== undefined ? new Response(text, { status, headers }) : Response.json(json ?? {}, { status, headers });
  };
}
