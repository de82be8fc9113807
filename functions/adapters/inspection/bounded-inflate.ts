import { constants, inflateRawSync } from 'node:zlib';
import type { Inflate } from '../../../shared/domain/evidence/inspect-tools.ts';

/** Room beyond the limit, so that data of exactly the right length ends inside the first buffer; zlib's least is 64. */
const spareBytes = 64;
/** Documents grow by 3 to 12 when unpacked; what grows more takes further buffers. */
const usualGrowth = 16;

/** The domain's `Inflate` on Node's zlib, which stops by itself at the limit. */
export const boundedInflate: Inflate = (deflated, most) => {
  // One buffer that nearly always fits: zlib's default of growing by 16 KB and joining at the end takes twice the memory.
  const chunkSize = Math.min(most, deflated.length * usualGrowth) + spareBytes;
  try {
    return inflateRawSync(deflated, {
      maxOutputLength: Math.max(most, 1),
      chunkSize,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-long' : 'broken';
  }
};
