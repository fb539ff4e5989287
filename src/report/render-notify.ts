import { digestBlocks } from '../notify/digest-blocks.js';
import { callsLine } from './render-outcome.js';
import { count, hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { NotifyView } from './types.js';

/** What was sent, in a few lines; a dry run shows every line of the digest. */
export function renderNotify(view: NotifyView, style: Style): string {
  const { colors } = style;
  return [
    ...hanging(style, '', headline(view), 0).map((line) => colors.bold(line)),
    ...notes(view).flatMap((note) => hanging(style, '', note, 0)),
    ...(view.sent === undefined ? ['', ...lines(view, style)] : []),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function headline({ digest, messages, sent }: NotifyView): string {
  const { fresh, resolved, open, unknown } = digest;
  const told = `${fresh.length} new, ${resolved.length} resolved, ${open.length + unknown.length} open still`;
  if (sent === undefined)
    return messages.length === 0
      ? `Nothing new: ${told}. No message would be sent`
      : `${count(messages.length, 'message')} would be sent: ${told}`;
  if (sent.outcome === 'busy') return 'Another run is sending a digest; this one sends nothing';
  if (sent.outcome === 'sent') return `✔ ${count(sent.messages, 'message')} sent: ${told}`;
  return `✔ Nothing new since the last digest: ${open.length + unknown.length} open still`;
}

function notes({ digest, sent }: NotifyView): readonly string[] {
  const { notKnown, unknown } = digest;
  return [
    ...(sent !== undefined && sent.outcome !== 'busy' && sent.resumed > 0
      ? [`${count(sent.resumed, 'message')} of a digest that another run had left half sent went out first.`]
      : []),
    ...(sent?.outcome === 'busy'
      ? [`It went on last at ${new Date(sent.since).toISOString().slice(0, 19)}Z. Run again when it is done.`]
      : []),
    ...(unknown.length > 0
      ? [`${count(unknown.length, 'finding')} of earlier digests can not be seen now, and counts as open.`]
      : []),
    ...(notKnown.findings + notKnown.targets > 0
      ? [
          `Not known: ${count(notKnown.findings, 'result')}, and all secrets of ${count(notKnown.targets, 'place')} that the aggregator does not show.`,
        ]
      : []),
    ...(notKnown.accounts > 0
      ? [`Not covered: ${count(notKnown.accounts, 'account')}, at whose secrets nobody looks.`]
      : []),
  ];
}

/** Block by block, with an empty line between them. */
function lines({ digest, accountNames }: NotifyView, style: Style): readonly string[] {
  const accounts = [...accountNames].map(([id, name]) => ({ id, name, unit: '/' }));
  return digestBlocks(digest, accounts).flatMap(({ heading, lines: own }, index) => [
    ...(index === 0 ? [] : ['']),
    ...hanging(style, '', heading, 0).map((line) => style.colors.bold(line)),
    ...own.flatMap(({ text }) => hanging(style, '  - ', text.replace(/^- /, ''))),
  ]);
}
