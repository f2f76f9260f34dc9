import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import { runBuild } from './build.ts';
import type { CliIo, CliResult } from './io.ts';
import { runTotals } from './totals.ts';
import { runVerify } from './verify.ts';

const USAGE = [
  'usage: npm run dte -- totals DRAFT.json',
  '       npm run dte -- build DRAFT.json --practice --out DIR',
  '       npm run dte -- verify FILE...',
].join('\n');

/**
 * The tool for documents without the application. Exit codes: 0 good, 1 a verdict is negative, 2 the input could not be
 * used (then the output is `{"error": {code, …}}`).
 * @param args what follows the tool's name
 */
export const runDteCli = async (args: readonly string[], io: CliIo): Promise<CliResult> => {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const value: ErrorValue = error instanceof AppError ? error.value : { code: 'internal' };
    return { code: 2, output: { error: value }, message: describe(value, error) };
  }
};

const dispatch = (args: readonly string[], io: CliIo): Promise<CliResult> => {
  const [command, ...rest] = args;
  switch (command) {
    case 'totals': {
      const [path, ...more] = rest;
      if (path === undefined || more.length > 0) throw usage();
      return runTotals(io, path);
    }
    case 'build': {
      const { path, out } = readBuildArguments(rest);
      return runBuild(io, path, out);
    }
    case 'verify':
      if (rest.length === 0 || rest.some((each) => each.startsWith('--'))) throw usage();
      return runVerify(io, rest);
    default:
      throw usage();
  }
};

/** `--practice` must be said: real folios and keys are the application's alone. */
const readBuildArguments = (args: readonly string[]): { readonly path: string; readonly out: string } => {
  const paths: string[] = [];
  let practice = false;
  let out: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const each = args[index] ?? '';
    if (each === '--practice') practice = true;
    else if (each === '--out') out = args[++index];
    else if (each.startsWith('--out=')) out = each.slice('--out='.length);
    else if (each.startsWith('--')) throw usage();
    else paths.push(each);
  }
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0 || !practice || !out) throw usage();
  return { path, out };
};

const usage = (): AppError => appError('bad_request', { usage: USAGE });

const describe = (value: ErrorValue, error: unknown): string => {
  if (value.params?.usage !== undefined) return String(value.params.usage);
  const params = Object.values(value.params ?? {}).join(', ');
  const fields = (value.fields ?? []).map((field) => `${field.path || '(draft)'}: ${field.code}`).join(', ');
  const unexpected = value.code === 'internal' && error instanceof Error ? error.message : '';
  return ['dte', value.code, params, fields, unexpected].filter((each) => each !== '').join(': ');
};
