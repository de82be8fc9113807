/** How far something is, as a bar that says what it is about. @param share from 0 to 1 */
export function Progress({ share, label }: { share: number; label: string }) {
  const percent = Math.floor(share * 100);
  return (
    <span className="progress">
      <progress value={percent} max={100} aria-label={label} />
      <small aria-hidden="true">{percent}%</small>
    </span>
  );
}

/** A file's size as people read it. @param bytes 0 or more */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1_048_576 ? [bytes / 1024, 'KB'] : [bytes / 1_048_576, 'MB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
