import type { ReportFile } from './report-renderer.ts';
import type { PublicKey } from './signer.ts';

/**
 * What a published report carries so that anybody can check it: the public key, the page that checks in a browser with its
 * script, and the program that checks on one's own machine.
 */
export type IntegrityFiles = (
  of: Readonly<{
    title: string;
    cycle: string;
    revision: number;
    demonstration: boolean;
    publicKey: PublicKey;
  }>,
) => readonly ReportFile[];
