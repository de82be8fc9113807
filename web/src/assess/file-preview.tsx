import { useEffect, useRef, useState } from 'react';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../shared/contracts/evidence-views.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Kinds that browsers decode as pictures; the inspection has found that the bytes are what they say. */
const decoded = ['jpeg', 'png'];
/** As wide as a page of the console shows it; a photograph of a phone is four times that. */
const widest = 960;

export function isPicture({ verdict }: EvidenceView['files'][number]): boolean {
  return verdict?.outcome === 'inspected' && decoded.includes(verdict.detectedType);
}

/**
 * A picture drawn anew from its pixels, and smaller: the file itself is never put into the page. It is read only when somebody
 * wants to see it.
 */
export function FilePreview(props: {
  place: { cycle: string; unit: string; evidence: string; file: string };
  name: string;
}) {
  const { t } = useTexts();
  const { place, name } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [wanted, setWanted] = useState(false);
  const [state, setState] = useState<'making' | 'made' | 'failed'>('making');
  const { cycle, unit, evidence, file } = place;
  useEffect(() => {
    if (!wanted) return undefined;
    const away = new AbortController();
    draw({ cycle, unit, evidence, file }, canvas, away.signal).then(
      () => setState('made'),
      () => {
        if (!away.signal.aborted) setState('failed');
      },
    );
    return () => away.abort();
  }, [wanted, cycle, unit, evidence, file]);
  if (!wanted)
    return (
      <Button onClick={() => setWanted(true)} label={`${t('reviewLook')} ${name}`}>
        {t('reviewLook')}
      </Button>
    );
  return (
    <div className="preview">
      {state !== 'made' && (
        <p role="status">{t(state === 'making' ? 'reviewPreviewMaking' : 'reviewPreviewFailed')}</p>
      )}
      <canvas ref={canvas} role="img" aria-label={name} hidden={state !== 'made'} />
    </div>
  );
}

async function draw(
  params: { cycle: string; unit: string; evidence: string; file: string },
  to: { current: HTMLCanvasElement | null },
  signal: AbortSignal,
): Promise<void> {
  const { url } = await call(evidenceRoutes.getDownloadLink, { params });
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`the store answered ${answer.status}`);
  const picture = await createImageBitmap(await answer.blob());
  const canvas = to.current;
  const context = canvas?.getContext('2d') ?? null;
  if (canvas === null || context === null || signal.aborted) throw new Error('nowhere to draw');
  const share = Math.min(1, widest / picture.width);
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}
