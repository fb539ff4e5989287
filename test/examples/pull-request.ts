import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Comment {
  readonly id: number;
  readonly url: string;
  readonly user: { readonly type: 'Bot' | 'User' };
  body: string;
}

/** The comments of one pull request, over GitHub's REST API. */
export interface PullRequest {
  readonly api: string;
  readonly comments: readonly Comment[];
  /** Somebody comments. */
  say(body: string): void;
  close(): void;
}

const path = '/repos/octo-org/infra/issues/7/comments';

/** https://docs.github.com/en/rest/issues/comments */
export async function openPullRequest(token: string): Promise<PullRequest> {
  const comments: Comment[] = [];
  let api = '';
  const add = (body: string, type: 'Bot' | 'User') => {
    const id = comments.length + 1;
    const comment = { id, url: `${api}/repos/octo-org/infra/issues/comments/${id}`, user: { type }, body };
    comments.push(comment);
    return comment;
  };
  const answer = async (method: string, url: URL, content: string): Promise<[number, unknown]> => {
    const body = content === '' ? '' : (JSON.parse(content) as { body: string }).body;
    if (body.length > 65_536) return [422, { message: 'Body is too long' }];
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const start = (Number(url.searchParams.get('page') ?? 1) - 1) * perPage;
    if (url.pathname === path && method === 'GET') return [200, comments.slice(start, start + perPage)];
    if (url.pathname === path && method === 'POST') return [201, add(body, 'Bot')];
    const one = comments.find((comment) => new URL(comment.url).pathname === url.pathname);
    if (!one || method !== 'PATCH') return [404, { message: 'Not Found' }];
    one.body = body;
    return [200, one];
  };
  const server = createServer((request, response) => {
    void (async () => {
      const content = await text(request);
      const allowed = request.headers.authorization === `Bearer ${token}`;
      const [status, document] = allowed
        ? await answer(request.method ?? '', new URL(request.url ?? '', api), content)
        : [401, { message: 'Bad credentials' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { api, comments, say: (body) => void add(body, 'User'), close: () => server.close() };
}
