import { Button } from '../../layout/button.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** The button beside what may be recorded: for the first time, or anew. A screen reader hears of what. */
export function Change({ isNew, of, go }: { isNew: boolean; of: string; go: () => void }) {
  const { t } = useTexts();
  const text = t(isNew ? 'factsRecord' : 'factsChange');
  return (
    <Button label={`${text} ${of}`} onClick={go}>
      {text}
    </Button>
  );
}
