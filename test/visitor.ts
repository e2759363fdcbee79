/** A visitor of a server as a browser is one: it keeps the cookies it was given and says where its requests come from. */
export class Visitor {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  /** Another with the same cookies, as somebody who stole them would have. */
  copy(): Visitor {
    const copy = new Visitor(this.#base);
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value);
    return copy;
  }

  /** Sends what it is told, with its cookies; `headers` may say otherwise. */
  async send(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const answer = await fetch(this.#base + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'GET' ? {} : { origin: this.#base }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
  }

  post = (path: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) =>
    this.send('POST', path, body, headers);
  get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    this.send('GET', path, undefined, headers);
}
