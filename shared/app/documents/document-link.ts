import type { Files, RunFileLinks } from '../../ports/services.ts';

const downloadSeconds = 120;
const types: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** Keeps a document until somebody asks for it again, and hands out a link under its name. */
export async function documentLink(
  { runs, runFileLinks }: Readonly<{ runs: Files; runFileLinks: RunFileLinks }>,
  key: string,
  name: string,
  bytes: Uint8Array,
): Promise<Readonly<{ url: string; expiresAt: string }>> {
  await runs.write(key, bytes, types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
  return runFileLinks.download(key, name, downloadSeconds);
}
