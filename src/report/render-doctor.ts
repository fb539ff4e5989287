import { count, hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { DoctorCheck } from './types.js';

const symbols: Readonly<Record<DoctorCheck['verdict'], string>> = {
  ok: '✔',
  warning: '!',
  failed: '✖',
  unknown: '?',
  ignored: '-',
};

/** Each prerequisite with its code, verdict and reason, and how to mend what is not in order. */
export function renderDoctor(checks: readonly DoctorCheck[], style: Style): string {
  const lines = checks.flatMap((check) => checkLines(check, style));
  return [...lines, '', summary(checks, style)].join('\n');
}

function checkLines(check: DoctorCheck, style: Style): readonly string[] {
  const { colors } = style;
  const paint = {
    ok: colors.green,
    warning: colors.yellow,
    failed: colors.red,
    unknown: colors.magenta,
    ignored: colors.dim,
  };
  const title = hanging(style, `${symbols[check.verdict]} ${check.code} `, check.title, 0);
  return [
    ...title.map((line, index) =>
      index === 0 ? paint[check.verdict](line.slice(0, 1)) + line.slice(1) : line,
    ),
    ...hanging(style, '       ', check.reason, 0).map((line) =>
      check.verdict === 'ok' || check.verdict === 'ignored' ? colors.dim(line) : line,
    ),
    ...(check.mend?.split('\n') ?? []).flatMap((line) => hanging(style, '       → ', line, 0)),
  ];
}

function summary(checks: readonly DoctorCheck[], style: Style): string {
  const tally = (verdict: DoctorCheck['verdict']) =>
    checks.filter((check) => check.verdict === verdict).length;
  const text = `${tally('ok')} ok · ${count(tally('warning'), 'warning')} · ${tally('failed')} failed · ${tally('unknown')} unknown${tally('ignored') > 0 ? ` · ${tally('ignored')} ignored` : ''}`;
  return tally('failed') > 0 ? style.colors.red(text) : style.colors.bold(text);
}
