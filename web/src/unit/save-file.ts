/** Gives a file that came in an answer to the person at the browser, under its own name. */
export function saveFile(file: Readonly<{ name: string; contentType: string; base64: string }>): void {
  const bytes = Uint8Array.from(window.atob(file.base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.contentType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
