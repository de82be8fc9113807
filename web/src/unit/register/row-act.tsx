/** What can be done with a row, as a link in it; a screen reader hears with which. */
export function RowAct({ text, name, go }: { text: string; name: string; go: () => void }) {
  return (
    <button type="button" className="link" onClick={go}>
      {text}
      <span className="hidden">{name}</span>
    </button>
  );
}
