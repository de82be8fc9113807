import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { sha256Hex } from '../new-id.ts';

const text =
  '系统自检文件，不是佐证材料，一天后自动删除。\nThis file checks the service. It is nobody’s evidence and is removed after a day.\n';

/** The file that a check of the service sends: always the same, and it says what it is. */
export const checkBytes: Uint8Array = new TextEncoder().encode(text);

/** As a browser announces it. */
export const checkDeclared: DeclaredFile = {
  name: '系统自检.txt',
  size: checkBytes.length,
  contentType: 'text/plain',
  sha256: sha256Hex(checkBytes),
};
