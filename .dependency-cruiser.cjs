/** The direction of imports, as docs/architecture.md draws it. `npx depcruise src` checks it. */

const core = 'accounts|config|catalog|desired|findings|notify|plan|drift|report|verify|timeline|model';
/** What a person reads of files and networks is done by the shell; the core gets it as an argument. */
const ambient =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads)$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A reader who follows an import must never come back to where he was.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sdk-in-aws-only',
      comment: 'Credentials, retry, paging and tracing live once, in src/aws; everybody else has a port.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/aws/' },
      to: { path: '(^|/)node_modules/(@aws-sdk|@smithy)/|^@(aws-sdk|smithy)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'The core is tested by properties: files, networks and processes come in as arguments.',
      severity: 'error',
      from: { path: `^src/(${core})/` },
      to: { path: ambient, dependencyTypes: ['core'] },
    },
    {
      name: 'core-knows-no-shell',
      comment: 'Data moves to the right only: the core never asks for what the shell reads or does.',
      severity: 'error',
      from: { path: `^src/(${core})/` },
      to: { path: '^src/(aws|organization|observed|apply|history|send|compliance|app|cli|simulator)/' },
    },
    {
      name: 'model-is-the-bottom',
      comment: 'The words of the domain stand on nothing.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: '^src/', pathNot: '^src/model/' },
    },
    {
      name: 'ports-before-adapters',
      comment: 'The shell talks to AWS through ports; only a use case joins them with src/aws.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(aws|app)/' },
      to: { path: '^src/aws/' },
    },
    {
      name: 'app-is-the-door',
      comment: 'Use cases are called by cli and index.ts alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|cli)/|^src/index\\.ts$' },
      to: { path: '^src/app/' },
    },
    {
      name: 'page-runs-in-a-browser',
      comment:
        'What the report page is bundled from knows the data that stands in the file, counts it as every other format does, and knows nothing else of the program.',
      severity: 'error',
      from: { path: '^src/page/' },
      to: { path: '^src/', pathNot: '^src/(page|model)/|^src/findings/count|^src/report/html/page-data' },
    },
    {
      name: 'page-is-bundled',
      comment: 'The build makes one script of it; no other code may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/page/' },
      to: { path: '^src/page/' },
    },
    {
      name: 'cli-is-thin',
      comment: 'Parse, call one use case, render. The simulator is loaded late, by cli alone.',
      severity: 'error',
      from: { path: '^src/(cli/|index\\.ts$)' },
      to: { path: '^src/', pathNot: '^src/(app|cli|model|report|simulator)/' },
    },
    {
      name: 'only-cli-loads-the-simulator',
      comment: 'Nothing in the product knows that it talks to a simulator.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|simulator)/' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'one-door-to-the-simulator',
      comment:
        'It is large, and only one command needs it: src/cli/simulator.ts is its door, and is loaded late.',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '^src/cli/simulator\\.ts$' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'simulator-is-loaded-late',
      comment: 'Nobody who asks for --version or plan waits for the simulator to load.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/cli/simulator\\.ts$', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'simulator-is-independent',
      comment: 'A judge that shares code or facts with the product repeats its mistakes.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^(src/|config/catalog/)', pathNot: '^src/simulator/' },
    },
    {
      name: 'nobody-imports-cli',
      comment: 'The command line is an end, not a library.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count too: a type that points backwards is a design that points backwards.
    tsPreCompilationDeps: true,
  },
};
