/**
 * The layers of Resguardo, as rules that a build can fail. Each rule has a made-up violation in
 * test/unit/scripts/layers.test.ts, so that a pattern that stops matching is noticed.
 *
 *   renderer -> shared <- preload
 *                 ^
 *   main: shell, index -> ipc -> services (app, sending, sii, backup, security) -> store
 *                                    \-> dte -> domain
 */

/** Anything that does I/O or belongs to one runtime: the pure folders may not even reach it through others. */
const IMPURE_CORE =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster|os|process|sqlite|timers|timers/promises)$';
const IMPURE_PACKAGES = 'node_modules/(electron|electron-log|better-sqlite3|undici|yazl|yauzl)(/|$)';
const SERVICES = '^main/(sending|sii|backup|security|setup|intake|audit)/';

/** Packages that a window may load. */
const UI_PACKAGES =
  'node_modules/(react|react-dom|@mantine/[^/]+|@tabler/icons-react|@tanstack/[^/]+|@fontsource(-variable)?/[^/]+|dayjs|scheduler|zod|recharts|bwip-js|zxing-wasm|marked|pdfjs-dist)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'domain/ is rules without I/O: it knows itself and shared/, nothing else.',
      severity: 'error',
      from: { path: '^main/domain/' },
      to: { pathNot: ['^main/domain/', '^shared/'] },
    },
    {
      name: 'domain-reaches-nothing-impure',
      comment: 'Not even through another module.',
      severity: 'error',
      from: { path: '^main/domain/' },
      to: { path: [IMPURE_CORE, IMPURE_PACKAGES], reachable: true },
    },
    {
      name: 'dte-reaches-nothing-impure',
      comment:
        'Documents, and what is printed of them, are bytes in, bytes out: no disk, no network, no Electron.',
      severity: 'error',
      from: { path: '^main/(dte|print)/' },
      to: { path: [IMPURE_CORE, IMPURE_PACKAGES], reachable: true },
    },
    {
      name: 'dte-knows-only-domain',
      comment: 'dte/ builds on domain/ and shared/, never on a service, the store or the shell.',
      severity: 'error',
      from: { path: '^main/dte/' },
      to: { path: '^(main|preload|renderer|scripts|test)/', pathNot: ['^main/(domain|dte)/'] },
    },
    {
      name: 'print-knows-only-documents',
      comment: 'print/ reads signed documents for the printed copy: dte/, domain/ and shared/, no service.',
      severity: 'error',
      from: { path: '^main/print/' },
      to: { path: '^(main|preload|renderer|scripts|test)/', pathNot: ['^main/(domain|dte|print)/'] },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'All else runs the same in Electron, in tests and in scripts.',
      severity: 'error',
      from: { pathNot: ['^main/index\\.ts$', '^main/shell/', '^preload/'] },
      to: { path: ['node_modules/electron(/|$)', '^electron(/|$)', 'node_modules/electron-updater(/|$)'] },
    },
    {
      name: 'sqlite-only-in-the-store',
      comment: 'One owner of the database; the practice SII keeps one of its own.',
      severity: 'error',
      from: { pathNot: ['^main/store/', '^main/sii/practice/'] },
      to: { path: ['node_modules/better-sqlite3(/|$)', '^(node:)?sqlite$'] },
    },
    {
      name: 'renderer-knows-only-shared',
      comment: 'A window speaks to main through shared/ and window.app alone.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|preload|scripts|test)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'A sandboxed page has no Node.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-loads-only-ui-packages',
      comment: 'A package for main in a window is a mistake or a hole.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: 'node_modules/', pathNot: UI_PACKAGES },
    },
    {
      name: 'shared-is-shared-and-zod',
      comment: 'Both sides load it: it can depend on nothing that only one of them has.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', 'node_modules/zod(/|$)'] },
    },
    {
      name: 'preload-is-thin',
      comment: 'The preload names methods: shared/ and electron, no logic from anywhere.',
      severity: 'error',
      from: { path: '^preload/' },
      to: { pathNot: ['^preload/', '^shared/', 'node_modules/(electron|zod)(/|$)', '^electron$'] },
    },
    {
      name: 'ipc-does-not-touch-the-store',
      comment: 'ipc -> services -> store: a handler checks and calls a service, it runs no SQL.',
      severity: 'error',
      from: { path: '^main/ipc/' },
      to: { path: '^main/store/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-below-knows-ipc',
      comment: 'Services do not know who calls them.',
      severity: 'error',
      from: { path: [SERVICES, '^main/store/', '^main/dte/', '^main/domain/'] },
      to: { path: ['^main/ipc/', '^main/shell/', '^main/(index|app)\\.ts$'] },
    },
    {
      name: 'store-knows-only-domain',
      comment: 'The store is the bottom: domain types and shared types, never a service.',
      severity: 'error',
      from: { path: '^main/store/' },
      to: { path: '^(main|preload|renderer|scripts|test)/', pathNot: ['^main/(domain|store)/'] },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'Nothing that ships imports test/ or scripts/.',
      severity: 'error',
      from: { path: '^(main|preload|renderer|shared)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-dev-package-in-main',
      comment: 'Main loads its packages at run time from the packaged app, which has production ones only.',
      severity: 'error',
      from: { path: '^(main|shared)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(electron|@types)(/|$)',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other, be it for a type alone, are one module, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports is an entry point or dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(main|shared|renderer)/',
        pathNot: ['\\.d\\.ts$', '^main/index\\.ts$', '^renderer/(index|main)\\.tsx?$'],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'A typo in a path would make every rule above blind to it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw|nodeWorker|asset)' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^(out|dist)/'] },
    exclude: { path: '[.](css|svg|png|woff|woff2)$' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
