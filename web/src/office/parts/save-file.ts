/** Hands a small file that came in an answer to the reader's browser to keep. */
export function saveFile(of: Readonly<{ name: string; contentType: string; base64: string }>): void {
  const bytes = Uint8Array.from(atob(of.base64), (each) => each.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: of.contentType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = of.name;
  link.click();
  // The browser has taken the address up by the next turn; kept longer it would hold the file in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
