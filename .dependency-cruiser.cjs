// The arrows of docs/architecture.md: dependencies point one way.
const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    never(
      'src-stands-alone',
      'The product never imports its sandbox, demo, tools or tests.',
      '^src/(?!.*\\.test\\.ts$)',
      '^(sandbox|demo|cli|test)/',
    ),
    never(
      'sandbox-shares-no-code',
      'The sandbox portal judges the app, so it shares no code with it.',
      '^sandbox/',
      '^src/',
    ),
    {
      name: 'domain-is-pure',
      comment: 'The domain knows only itself, zod, and the calendar of the world.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(src/domain/|node_modules/(zod|luxon)/)' },
    },
    never(
      'use-cases-own-their-ports',
      'A use case declares the interface it needs.',
      '^src/use-cases/(?!.*\\.test\\.ts$)',
      '^src/(hubspot|store|http|worker)/',
    ),
    never(
      'hubspot-knows-no-app',
      'The HubSpot edge depends on nothing above it.',
      '^src/hubspot/',
      '^src/(store|http|worker|use-cases)/',
    ),
    never('store-knows-no-app', 'The store depends on nothing above it.', '^src/store/', '^src/(hubspot|http|worker)/'),
    never('http-and-worker-are-peers', 'Entrances meet only in use cases.', '^src/http/', '^src/worker/'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
