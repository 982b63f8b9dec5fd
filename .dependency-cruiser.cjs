// The arrows of docs/architecture.md: dependencies point one way.
const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/**
 * The rooms of the domain from the ground up; the files beside them (contact, words) stand above
 * time and text.
 */
const FLOORS = [
  'time',
  'text',
  '[^/]+\\.ts$',
  'lead',
  'model',
  'rules',
  'activity',
  'qualification',
  'sales',
  'nurture',
  'evaluation',
  'learning',
  'chance',
  'figures',
  'sync',
  'changes',
  'set-up',
];
const room = (name) => `^src/domain/${name.endsWith('$') ? name : `${name}/`}`;

module.exports = {
  forbidden: [
    ...FLOORS.slice(0, -1).map((name, floor) => ({
      ...never(
        `domain-${name.replace(/\W/g, '') || 'root'}-looks-down`,
        'The rooms of the domain stand on floors, and no import leads up.',
        room(name),
        FLOORS.slice(floor + 1).map(room),
      ),
      from: { path: room(name), pathNot: '\\.test\\.ts$' },
    })),
    never(
      'src-stands-alone',
      'The product never imports its manifest, actions, sandbox, demo, tools or tests: they are handed in.',
      '^src/(?!.*\\.test\\.ts$)',
      '^(app-manifest|workflows-actions|sandbox|demo|cli|bench|test)/',
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
      'use-cases-know-no-entrance',
      'A use case knows the domain, the store and HubSpot, and not who asks.',
      '^src/use-cases/(?!.*\\.test\\.ts$)',
      '^src/(http|worker)/',
    ),
    never(
      'hubspot-knows-no-app',
      'The HubSpot edge depends on nothing above it.',
      '^src/hubspot/',
      '^src/(store|http|worker|use-cases)/',
    ),
    never(
      'store-knows-no-app',
      'The store depends on nothing above it.',
      '^src/store/',
      '^src/(hubspot|http|worker|use-cases)/',
    ),
    never('http-and-worker-are-peers', 'Entrances meet only in use cases.', '^src/http/', '^src/worker/'),
    never(
      'app-wires',
      'Only what starts the app knows how it is put together.',
      '^src/(domain|postgres|operation|store|hubspot|use-cases|http|worker)/',
      '^src/app/',
    ),
    never(
      'postgres-is-no-store',
      'Connections and the embedded server know no table.',
      '^src/(postgres|operation)/',
      '^src/(store|hubspot|use-cases|http|worker|app)/',
    ),
    {
      name: 'transport-knows-no-operation',
      comment: 'Operations and tokens stand on the transport.',
      severity: 'error',
      from: { path: '^src/hubspot/transport/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/hubspot/(operations|auth)/' },
    },
    never('cards-know-no-server', 'A card knows its contract only.', '^cards/', '^(src|sandbox|demo|cli)/'),
    never('packages-of-cards-stand-alone', 'HubSpot builds each alone.', '^cards/score/', '^cards/(settings|pages)/'),
    never('packages-of-cards-stand-alone', 'HubSpot builds each alone.', '^cards/settings/', '^cards/(score|pages)/'),
    never('packages-of-cards-stand-alone', 'HubSpot builds each alone.', '^cards/pages/', '^cards/(score|settings)/'),
    {
      name: 'page-holds-english',
      comment: 'The server sends the other languages: the bundle would be twice as large.',
      severity: 'error',
      from: { path: '^cards/pages/Pages\\.tsx$' },
      to: {
        path: ['pages/[^/]+', 'pages/[^/]+/[^/]+', 'shared/told', 'shared/account'].map(
          (folder) => `^cards/${folder}/(de|es|fr|ja|pt-br)\\.ts$`,
        ),
        reachable: true,
      },
    },
    never(
      'shared-knows-no-package',
      'All packages stand on what they share.',
      '^cards/shared/',
      '^cards/(score|settings|pages)/',
    ),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Their tools come with HubSpot's own packages for cards.
    exclude: { path: '^cards/[^/]+/eslint\\.config\\.js$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
