import type { Inputs } from '../../scoring/inputs.ts';
import type { Result } from '../../scoring/result.ts';
import type { Scheme } from '../rubric.ts';
import type { FindingPath } from './finding.ts';

/** One scheme with the units that were scored by it, and what they came to. */
export type Seen = Readonly<{
  scheme: Scheme;
  path: FindingPath;
  units: Inputs['units'];
  results: Result['units'];
}>;
