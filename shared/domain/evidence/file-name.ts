/** Names that Windows gives to devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** What Windows forbids in names, control characters, and halves of surrogate pairs. */
const forbidden = /[<>:"|?*\p{Cc}\p{Cs}]/u;

/** Marks that make `报告‮fdp.exe` look like `报告exe.pdf`: embeddings, overrides and isolates of Unicode's bidi rules. */
const turnsTextAround = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * Whether a file name can be shown and saved on any desktop without turning into something else. Letters of every script
 * are fine; a name is one step of a path, at most 255 UTF-16 units.
 */
export function isSafeFileName(name: string): boolean {
  return (
    name.length >= 1 &&
    name.length <= 255 &&
    name !== '.' &&
    name !== '..' &&
    !/[/\\]/.test(name) &&
    !forbidden.test(name) &&
    !turnsTextAround.test(name) &&
    !deviceName.test(name) &&
    !/^\s|[\s.]$/.test(name)
  );
}
