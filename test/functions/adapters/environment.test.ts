import { afterEach, describe, expect, test, vi } from 'vitest';
import { settingsOf } from '../../../functions/adapters/environment.ts';
import { functionSettings } from '../../../shared/contracts/functions.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const schema = functionSettings['event-inspect-evidence'];

describe('a function’s settings', () => {
  test('are read by the names of its schema; other variables of the process do not matter', () => {
    vi.stubEnv('TABLE_NAME', 'records');
    vi.stubEnv('CLOCK', 'system');
    vi.stubEnv('EVIDENCE_BUCKET', 'evidence');
    vi.stubEnv('VIRUS_SCAN', 'off');
    vi.stubEnv('OTHER', 'x');
    expect(settingsOf(schema)).toEqual({
      TABLE_NAME: 'records',
      CLOCK: 'system',
      EVIDENCE_BUCKET: 'evidence',
      VIRUS_SCAN: 'off',
    });
  });

  test('that are missing or malformed stop it at its start, each named and no value told', () => {
    vi.stubEnv('TABLE_NAME', 'records');
    vi.stubEnv('CLOCK', 'secret-value');
    vi.stubEnv('EVIDENCE_BUCKET', undefined);
    vi.stubEnv('VIRUS_SCAN', 'off');
    const act = () => settingsOf(schema);
    expect(act).toThrow('The function cannot start: set these environment variables: CLOCK, EVIDENCE_BUCKET');
    expect(act).not.toThrow('secret-value');
    expect(act).not.toThrow('TABLE_NAME');
  });
});
