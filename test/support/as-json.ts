import type * as z from 'zod/mini';

/** JSON bytes as what the test knows them to be. */
export function jsonAs<Shape extends z.ZodMiniType>(
  bytes: Uint8Array | undefined,
  shape: Shape,
): z.output<Shape> {
  return shape.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
