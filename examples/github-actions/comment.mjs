// node comment.mjs FILE: puts the plan in FILE into a comment on the pull request. The comment of an earlier push is
// written over, so that there is only ever one. Node.js 20 or newer, no packages.
import { readFile } from 'node:fs/promises';

const marker = '<!-- orgsecrets plan -->';
// GitHub takes 65,536 characters.
const most = 60_000;
const titles = { 0: 'nothing to do', 2: 'there is something to do' };

const { COMMIT, EXIT_CODE, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST, RUN } = process.env;
const comments = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues/${PULL_REQUEST}/comments`;

const body = bodyOf(await readFile(process.argv[2], 'utf8'));
const earlier = await findComment();
if (earlier) await ask('PATCH', earlier.url, { body });
else await ask('POST', comments, { body });

function bodyOf(plan) {
  const title = titles[EXIT_CODE] ?? `the plan failed with exit code ${EXIT_CODE}`;
  const text =
    plan.length > most ? `${plan.slice(0, most)}\n… and more: the whole plan is in the run's log.` : plan;
  // Longer than any fence in the plan itself: names of accounts are anybody's words.
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const details = text.trim() === '' ? '' : `\n${fence}\n${text.trimEnd()}\n${fence}\n`;
  return `${marker}\n### orgsecrets: ${title}\n${details}\nCommit ${COMMIT} · [the run](${RUN})\n`;
}

async function findComment() {
  for (let page = 1; ; page += 1) {
    const found = await ask('GET', `${comments}?per_page=100&page=${page}`);
    // Anybody may write the marker; only a bot's comment is ours.
    const ours = found.find((one) => one.user?.type === 'Bot' && one.body?.startsWith(marker));
    if (ours || found.length < 100) return ours;
  }
}

async function ask(method, url, content) {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${GITHUB_TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
